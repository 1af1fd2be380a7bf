drop index users_by_look;
