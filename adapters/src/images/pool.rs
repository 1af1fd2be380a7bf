//! A fixed number of threads with a bounded queue.

use std::{
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, Mutex, PoisonError, mpsc},
    thread,
};

use kith_core::media::ImageError;
use tokio::sync::oneshot;

type Task = Box<dyn FnOnce() + Send>;

/// Threads that work on pictures. They end when this is dropped and the queue is empty.
pub(super) struct Pool {
    queue: mpsc::SyncSender<Task>,
}

impl Pool {
    pub(super) fn start(threads: usize, waiting: usize) -> io::Result<Self> {
        let (queue, tasks) = mpsc::sync_channel::<Task>(waiting);
        let tasks = Arc::new(Mutex::new(tasks));
        for number in 1..=threads {
            let tasks = tasks.clone();
            thread::Builder::new()
                .name(format!("images-{number}"))
                .spawn(move || work(&tasks))?;
        }
        Ok(Self { queue })
    }

    /// Runs `task` on one of the threads. A full queue is [`ImageError::Busy`]; a panic of a decoder is
    /// [`ImageError::Corrupt`]; work that nobody waits for any more is not begun.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        task: impl FnOnce() -> Result<T, ImageError> + Send + 'static,
    ) -> Result<T, ImageError> {
        let (answer, answered) = oneshot::channel();
        let task: Task = Box::new(move || {
            if !answer.is_closed() {
                let outcome =
                    catch_unwind(AssertUnwindSafe(task)).unwrap_or(Err(ImageError::Corrupt));
                let _nobody_waits = answer.send(outcome);
            }
        });
        self.queue.try_send(task).map_err(|_| ImageError::Busy)?;
        answered.await.unwrap_or(Err(ImageError::Busy))
    }
}

fn work(tasks: &Mutex<mpsc::Receiver<Task>>) {
    loop {
        // The lock is held while waiting, by one idle thread at a time, and let go before the task runs.
        let next = tasks.lock().unwrap_or_else(PoisonError::into_inner).recv();
        match next {
            Ok(task) => task(),
            Err(mpsc::RecvError) => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_panicking_decoder_is_a_corrupt_picture_and_the_thread_lives_on() {
        let pool = Pool::start(1, 4).unwrap();
        let crashed = pool
            .run(|| -> Result<(), _> { panic!("a decoder's bug") })
            .await;
        assert_eq!(crashed, Err(ImageError::Corrupt));
        assert_eq!(pool.run(|| Ok(5)).await, Ok(5));
    }

    #[tokio::test]
    async fn beyond_the_queue_it_is_busy() {
        let pool = Arc::new(Pool::start(1, 1).unwrap());
        let (release, gate) = mpsc::channel::<()>();
        let (begun, has_begun) = oneshot::channel();
        let running = tokio::spawn({
            let pool = pool.clone();
            async move {
                let task = move || {
                    let _told = begun.send(());
                    gate.recv().map_err(|_| ImageError::Corrupt)
                };
                pool.run(task).await
            }
        });
        has_begun.await.unwrap();
        let mut waiting = Box::pin(pool.run(|| Ok(1)));
        assert!(futures_util::poll!(waiting.as_mut()).is_pending());
        assert_eq!(pool.run(|| Ok(2)).await, Err(ImageError::Busy));
        release.send(()).unwrap();
        assert_eq!(running.await.unwrap(), Ok(()));
        assert_eq!(waiting.await, Ok(1));
    }
}
