//! Lists of posts: home.
