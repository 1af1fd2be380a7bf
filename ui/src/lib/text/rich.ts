/** Everything that only a text with markup needs, to be loaded together. */
export { default as RichText } from './components/RichText.svelte';
export { read } from './read';
