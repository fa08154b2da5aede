DELETE FROM cameras;
DROP FUNCTION answer();
