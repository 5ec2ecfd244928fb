package io.obsagent.telemetry.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Statements made at random out of what each database's grammar allows, with the most awkward contents: no literal shows,
 * every name does, and what has no literals any more stays as it is.
 */
class SqlFuzzTest {

    private static final int STATEMENTS = 20_000;

    /** What texts, names and comments are filled with: whatever begins or ends something elsewhere. */
    private static final String[] AWKWARD = {
        "'",
        "\"",
        "`",
        "[",
        "]",
        "(",
        ")",
        "--",
        "- ",
        "/*",
        "*/",
        "#",
        "$$",
        "$a$",
        "$",
        "\\",
        "\n",
        "\r\n",
        "q'[",
        "N'",
        "E'",
        "?",
        ";",
        " ",
        "0x",
        "é",
        "\ud83d\ude00",
        "x"
    };

    private final Random random = new Random(11);
    private final StringBuilder sql = new StringBuilder();

    @ParameterizedTest
    @ValueSource(
            strings = {"other_sql", "postgresql", "mysql", "mariadb", "oracle.db", "microsoft.sql_server", "h2database"
            })
    void noLiteralShowsAndEveryNameDoes(String system) {
        SqlDialect dialect = SqlDialect.of(system);
        List<Runnable> literals = literals(system);
        List<Runnable> names = names(system);
        List<Runnable> comments = comments(system);
        for (int statement = 0; statement < STATEMENTS; statement++) {
            sql.setLength(0);
            sql.append("SELECT ");
            for (int i = random.nextInt(8); i >= 0; i--) {
                any(comments).run();
                any(names).run();
                sql.append(any("=", " = ", " < ", "||", " IN (", ",", " LIKE "));
                any(comments).run();
                any(literals).run();
                sql.append(any(" ", ")", "\n", " AND "));
            }
            String text = sql.toString();
            String sanitized = scan(text, dialect, text.length());
            assertThat(sanitized).as(text).doesNotContain("secret").doesNotContain("4242");
            assertThat(count("kept", sanitized)).as(text + "\n" + sanitized).isEqualTo(count("kept", text));
            assertThat(scan(sanitized, dialect, sanitized.length())).as(text).isEqualTo(sanitized);

            String cut = scan(text, dialect, random.nextInt(text.length()));
            assertThat(cut).as(text).doesNotContain("secret").doesNotContain("4242");
        }
    }

    @ParameterizedTest
    @EnumSource(SqlDialect.class)
    void whateverTheTextItEndsAndDoesNotThrow(SqlDialect dialect) {
        for (int round = 0; round < 5 * STATEMENTS; round++) {
            sql.setLength(0);
            for (int i = random.nextInt(20); i >= 0; i--) {
                sql.append(any(AWKWARD));
                sql.append(
                        any("", "", "SELECT ", "FROM ", "t", "1", "e", "\ud83d", "\r", "INSERT INTO ", "UPDATE ", "."));
            }
            String text = sql.toString();
            String sanitized = scan(text, dialect, random.nextInt(64));
            assertThat(scan(sanitized, dialect, sanitized.length())).as(text).isEqualTo(sanitized);
        }
    }

    @Test
    void aHugeTextIsReadInOneGo() {
        String quotes = "'".repeat(1_000_001);
        assertThat(scan(quotes, SqlDialect.STANDARD, quotes.length())).isEqualTo("?");
        String tags = "$a" + "$b".repeat(500_000);
        assertThat(scan(tags, SqlDialect.STANDARD, tags.length())).doesNotContain("b$");
        String comments = "/*a*/--b\n".repeat(100_000);
        assertThat(scan(comments, SqlDialect.STANDARD, comments.length())).isEqualTo(comments.trim());
        String nested = "SELECT " + "(".repeat(100_000) + "'secret'" + ")".repeat(100_000) + " FROM t";
        assertThat(scan(nested, SqlDialect.STANDARD, nested.length())).isEqualTo(nested.replace("'secret'", "?"));
    }

    private List<Runnable> literals(String system) {
        List<Runnable> literals = new ArrayList<>();
        boolean backslash = system.equals("mysql") || system.equals("mariadb");
        literals.add(() -> quoted("'", '\'', backslash));
        literals.add(() -> quoted("N'", '\'', backslash));
        literals.add(() -> sql.append(any("42424242", "4.2424242e7", "42424242e-3", ".42424242", "42424242.")));
        switch (system) {
            case "postgresql" -> {
                literals.add(() -> quoted("E'", '\'', true));
                literals.add(() -> quoted("U&'", '\'', false));
                literals.add(() -> sql.append("B'42424242'"));
                literals.add(() -> {
                    String tag = any("$$", "$a$", "$tag_1$");
                    sql.append(tag)
                            .append(filled(text -> text.replace("$", "")))
                            .append(tag);
                });
            }
            case "mysql", "mariadb" -> {
                literals.add(() -> quoted("\"", '"', true));
                literals.add(() -> quoted("_utf8mb4'", '\'', true));
                literals.add(() -> sql.append("x'42424242'"));
                literals.add(() -> sql.append("0x42424242"));
            }
            case "oracle.db" -> {
                literals.add(() -> alternative('[', ']'));
                literals.add(() -> alternative('{', '}'));
                literals.add(() -> alternative('!', '!'));
                literals.add(() -> quoted("DATE'", '\'', false));
            }
            case "microsoft.sql_server" -> {
                literals.add(() -> sql.append(any("$42424242.50", "€42424242", "-£42424242", "0x42424242")));
            }
            default -> {}
        }
        return literals;
    }

    private List<Runnable> names(String system) {
        List<Runnable> names = new ArrayList<>();
        names.add(() -> sql.append(any("kept", "kept_4", "a1.kept", "kept$x", "Kept.kept", ":kept", "?")));
        switch (system) {
            case "mysql", "mariadb" -> names.add(() -> name('`', '`', '`'));
            case "microsoft.sql_server" -> {
                names.add(() -> name('[', ']', ']'));
                names.add(() -> name('"', '"', '"'));
                names.add(() -> sql.append(any("@kept", "#kept")));
            }
            case "postgresql" -> {
                names.add(() -> name('"', '"', '"'));
                names.add(() -> sql.append(any("kept[1]", "kept->>'a'", "$1", "kept::int")));
            }
            default -> names.add(() -> name('"', '"', '"'));
        }
        return names;
    }

    private List<Runnable> comments(String system) {
        List<Runnable> comments = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            comments.add(() -> {});
        }
        boolean flat = system.equals("mysql") || system.equals("mariadb") || system.equals("oracle.db");
        // only where all databases agree what comes after it do names have to be kept
        comments.add(() -> sql.append(" /* ")
                .append(awkward(text -> text.replace("*/", "").replace("/*", flat ? "/*" : "")))
                .append(" */ "));
        comments.add(() -> sql.append(" -- ")
                .append(awkward(text -> text.replace("\n", "").replace("\r", "")))
                .append('\n'));
        if (system.equals("mysql")) {
            comments.add(() -> sql.append(" # ")
                    .append(awkward(text -> text.replace("\n", "").replace("\r", "")))
                    .append('\n'));
            comments.add(() -> sql.append(" /*!50100 kept */ "));
        }
        return comments;
    }

    private void quoted(String open, char quote, boolean backslash) {
        sql.append(open);
        sql.append(filled(text -> {
            String escaped = backslash ? text.replace("\\", "\\\\") : text;
            String escape = backslash && random.nextBoolean() ? "\\" : String.valueOf(quote);
            return escaped.replace(String.valueOf(quote), escape + quote);
        }));
        sql.append(quote);
    }

    private void alternative(char open, char close) {
        sql.append(any("q'", "Q'", "nq'", "NQ'")).append(open);
        sql.append(filled(text -> text.replace(close + "'", "")));
        sql.append(close).append('\'');
    }

    private void name(char open, char close, char doubled) {
        String text = awkward(each -> each).replace(String.valueOf(doubled), "" + doubled + doubled);
        sql.append(open).append(text).append("kept").append(close);
    }

    /** A secret within awkward surroundings, which {@code escape} makes fit. */
    private String filled(Function<String, String> escape) {
        return escape.apply(awkward(text -> text) + any("secret", "4242") + awkward(text -> text));
    }

    private String awkward(Function<String, String> fit) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append(any(AWKWARD));
        }
        return fit.apply(text.toString());
    }

    @SafeVarargs
    private <T> T any(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static String scan(String sql, SqlDialect dialect, int maxChars) {
        return SqlScanner.scan(sql, dialect, maxChars).sanitized();
    }

    private static int count(String word, String text) {
        int count = 0;
        for (int i = text.indexOf(word); i >= 0; i = text.indexOf(word, i + 1)) {
            count++;
        }
        return count;
    }
}
