package io.obsagent.benchmarks.hotpath;

import java.util.Random;

/** What a statement consists of for the most part. */
public enum SqlShape {
    /** As an object-relational mapper writes it: columns, conditions, some literals. */
    MAPPER(
            "select o1_0.id",
            ",o1_0.NAME,c1_0.NAME",
            " from orders o1_0 where (o1_0.NAME='paid' and o1_0.NAME>=NUMBER.5)"),
    NAMES("SELECT ", "NAME.NAME AS NAME, ", "id FROM orders"),
    QUOTED_NAMES("SELECT ", "\"NAME\".\"NAME\" AS \"NAME\", ", "\"id\" FROM \"orders\""),
    ROWS("INSERT INTO items (id, name, price, day) VALUES ", "(NUMBER, 'NAME', NUMBER.50, '2026-11-27'), ", "(1)"),
    NUMBERS("SELECT * FROM orders WHERE id IN (", "NUMBER, ", "1)"),
    PARAMETERS("SELECT * FROM orders WHERE id IN (", "?,", "?)"),
    STRINGS("UPDATE documents SET body = '", "NAME''s NAME, \"NAME\": NUMBER. ", "' WHERE id = 5"),
    COMMENTS("/* page NUMBER */ SELECT ", "/* of the NAME, see the manual */ NAME, -- what it is\n", "id FROM orders");

    private static final String[] WORDS = {
        "order", "item", "customer", "shipping", "address", "id", "status", "total", "price", "created", "at", "user"
    };

    private final String begin;
    private final String middle;
    private final String end;

    SqlShape(String begin, String middle, String end) {
        this.begin = begin;
        this.middle = middle;
        this.end = end;
    }

    /** A statement of 1024 characters; another one for another seed. */
    String kilobyte(int seed) {
        Random random = new Random(seed);
        StringBuilder sql = new StringBuilder(filled(begin, random));
        String last = filled(end, random);
        for (String next = filled(middle, random); sql.length() + next.length() + last.length() <= 1024; ) {
            sql.append(next);
            next = filled(middle, random);
        }
        sql.append(last);
        while (sql.length() < 1024) {
            sql.append(';');
        }
        return sql.toString();
    }

    private static String filled(String pattern, Random random) {
        String text = pattern;
        while (text.contains("NAME")) {
            text = text.replaceFirst("NAME", name(random));
        }
        while (text.contains("NUMBER")) {
            text = text.replaceFirst("NUMBER", String.valueOf(random.nextInt(1 << random.nextInt(30))));
        }
        return text;
    }

    private static String name(Random random) {
        String name = WORDS[random.nextInt(WORDS.length)];
        for (int i = random.nextInt(3); i > 0; i--) {
            name += "_" + WORDS[random.nextInt(WORDS.length)];
        }
        return name;
    }
}
