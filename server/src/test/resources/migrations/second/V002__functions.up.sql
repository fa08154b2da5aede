-- A body with ; and ? and {braces}, which must arrive as it is.
CREATE FUNCTION answer() RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    IF '{"a": 1}'::jsonb ? 'a' THEN
        RETURN 'yes; {fn now()}';
    END IF;
    RETURN 'no';
END
$$;
INSERT INTO cameras VALUES (1, answer());
