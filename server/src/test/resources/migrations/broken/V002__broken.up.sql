INSERT INTO cameras VALUES (1, NULL);
CREATE TABLE cameras (id int);
