-- Of handles that can be taken for one another (0 and O; 1, I and l; rn and m) only one is given.
create unique index users_by_look on users
    (replace(replace(replace(lower(replace(handle, 'I', 'l')), '1', 'l'), '0', 'o'), 'm', 'rn'));
