package io.obsagent.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Reads a YAML file into {@link Node}s. The only class that needs Jackson, loaded only when there is a file. It uses
 * the streaming parser alone: that keeps lines and scalars as written, and loads a third of the classes of data binding
 * in half the time.
 */
final class YamlFile {
    private static final int MAX_DEPTH = 20;

    private final String file;
    private final YAMLParser parser;
    private final Problems problems;

    private YamlFile(String file, YAMLParser parser, Problems problems) {
        this.file = file;
        this.parser = parser;
        this.problems = problems;
    }

    /**
     * Reads a file.
     *
     * @param files notes which files were read
     * @return its mapping; null when it is empty or cannot be read, the latter with a problem added
     */
    static Node read(String file, ConfigFiles files, Problems problems) {
        byte[] content = files.read(file);
        if (content == null) {
            problems.add(file + ": " + whyUnreadable(new File(file))
                    + "; name a YAML file, or none, as the agent's argument or in OBS_CONFIG");
            return null;
        }
        try (YAMLParser parser = new YAMLFactory()
                .createParser(new InputStreamReader(new ByteArrayInputStream(content), StandardCharsets.UTF_8))) {
            return new YamlFile(file, parser, problems).document();
        } catch (JsonProcessingException e) {
            problems.add(file + malformed(e)
                    + ", so nothing of it is used; check indentation (blanks, no tabs), colons and quotes there");
        } catch (IOException | RuntimeException e) {
            problems.add(file + ": cannot be read as YAML (" + e.getClass().getSimpleName()
                    + "), so nothing of it is used; write it as UTF-8 text");
        }
        return null;
    }

    /** Where and why; without the lines themselves, which may hold secrets. */
    private static String malformed(JsonProcessingException e) {
        if (!(e.getCause() instanceof MarkedYAMLException)) {
            return ": not valid YAML";
        }
        MarkedYAMLException cause = (MarkedYAMLException) e.getCause();
        StringBuilder reason =
                new StringBuilder(" line ").append(cause.getProblemMark().getLine() + 1);
        reason.append(": not valid YAML (").append(cause.getProblem());
        if (cause.getContextMark() != null) {
            reason.append(' ').append(cause.getContext());
            reason.append(" that begins in line ").append(cause.getContextMark().getLine() + 1);
        }
        return reason.append(')').toString();
    }

    private static String whyUnreadable(File file) {
        if (!file.exists()) {
            return "there is no such file";
        }
        if (file.isDirectory()) {
            return "is a directory";
        }
        return file.canRead() ? "is larger than 1 MiB" : "may not be read by this user";
    }

    private Node document() throws IOException {
        if (parser.nextToken() == null) {
            return null;
        }
        Node root = value(0, line());
        if (root.entries == null) {
            if (root.text == null || !root.text.isEmpty()) {
                problems.add(SettingsReader.where(file, root) + ": not a mapping; write keys with values, such as "
                        + "service: {name: shop}");
            }
            return null;
        }
        if (parser.nextToken() != null) {
            problems.add(file + " line " + line() + ": only the first document of a file is read; remove the others");
        }
        return root;
    }

    /**
     * Reads the value that begins at the current token.
     *
     * @param line where the reader will look for it: the line of its key, if it has one
     */
    private Node value(int depth, int line) throws IOException {
        if (depth > MAX_DEPTH) {
            throw new IOException("nested too deeply");
        }
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return mapping(Node.map(line), depth);
        }
        if (token == JsonToken.START_ARRAY) {
            Node list = Node.list(line);
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                list.items.add(value(depth + 1, line()));
            }
            return list;
        }
        if (parser.isCurrentAlias()) {
            problems.add(file + " line " + line + ": aliases (*name) are not supported; write the value itself");
            return Node.text(line, "");
        }
        return Node.text(
                line, token == JsonToken.VALUE_NULL ? "" : parser.getText().trim());
    }

    private Node mapping(Node map, int depth) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            int line = line();
            parser.nextToken();
            Node first = map.entries.put(name, value(depth + 1, line));
            if (first != null) {
                problems.add(file + " line " + line + ": " + name + " stands there a second time (first in line "
                        + first.line + "); write it once. The second counts");
            }
        }
        return map;
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }
}
