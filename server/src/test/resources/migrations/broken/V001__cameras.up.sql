CREATE TABLE cameras (id int, note text);
