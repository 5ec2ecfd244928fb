package io.obsagent.telemetry.sql;

/** The words that tell {@link SqlSummary} something. Found among a statement's characters without making a string. */
enum SqlWord {
    SELECT,
    DELETE,
    INSERT,
    REPLACE,
    MERGE,
    UPSERT,
    UPDATE,
    CALL,
    EXEC,
    EXECUTE,
    TRUNCATE,
    FROM,
    JOIN,
    INTO,
    TABLE,
    INDEX,
    VIEW,
    SEQUENCE,
    SCHEMA,
    DATABASE,
    WHERE,
    GROUP,
    ORDER,
    HAVING,
    LIMIT,
    UNION,
    EXCEPT,
    INTERSECT,
    SET,
    WINDOW,
    FOR,
    WITH,
    VALUES,
    IF,
    NOT,
    EXISTS,
    ONLY,
    LATERAL,
    IGNORE,
    CONCURRENTLY,
    DISTINCT,
    EXPLAIN,
    ANALYZE,
    /** Any other word, and whatever is no word. */
    OTHER;

    /** By the lower five bits of the first letter: a bit for each length. Tells most other words at once. */
    private static final int[] LENGTHS = new int[32];

    private static final int SLOTS = 256;
    /** With linear probing; most slots are free. */
    private static final SqlWord[] BY_HASH = new SqlWord[SLOTS];

    static {
        for (SqlWord word : values()) {
            if (word != OTHER) {
                int slot = hash(word.letters, 0, word.letters.length);
                while (BY_HASH[slot] != null) {
                    slot = slot + 1 & SLOTS - 1;
                }
                BY_HASH[slot] = word;
                LENGTHS[word.letters[0] & 31] |= 1 << word.letters.length;
            }
        }
    }

    private final char[] letters = name().toCharArray();

    /** The word that stands there, in upper or lower case. */
    static SqlWord of(char[] text, int from, int to) {
        int length = to - from;
        if (length > 31 || (LENGTHS[text[from] & 31] >>> length & 1) == 0) {
            return OTHER;
        }
        int slot = hash(text, from, length);
        SqlWord word = BY_HASH[slot];
        while (word != null && !word.equalsAt(text, from, length)) {
            slot = slot + 1 & SLOTS - 1;
            word = BY_HASH[slot];
        }
        return word == null ? OTHER : word;
    }

    /** The lower five bits of a letter are the same in both cases. */
    private static int hash(char[] text, int from, int length) {
        return (text[from] & 31) * 37 + (text[from + 1] & 31) * 7 + (text[from + length - 1] & 31) * 19 + length
                & SLOTS - 1;
    }

    private boolean equalsAt(char[] text, int from, int length) {
        if (letters.length != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if ((text[from + i] & ~0x20) != letters[i]) {
                return false;
            }
        }
        return true;
    }
}
