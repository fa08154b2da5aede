CREATE TABLE cameras (id bigint, note text);
