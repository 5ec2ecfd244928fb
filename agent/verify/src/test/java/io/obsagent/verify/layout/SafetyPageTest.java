package io.obsagent.verify.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/safety.md names as proof of a guard is there. */
class SafetyPageTest {

    private static final Path ROOT = Path.of("../..");

    private static final int PROOF_CELL = 3;

    /** A class in the code's font, perhaps with a method. */
    private static final Pattern PROOF = Pattern.compile("`([A-Z]\\w+)(?:\\.(\\w+))?`");

    @Test
    void eachProofIsThere() throws IOException {
        Map<String, Path> sources = sources();
        List<String> missing = new ArrayList<>();
        int proofs = 0;
        for (String line : Files.readAllLines(ROOT.resolve("docs/safety.md"))) {
            if (!line.startsWith("| ") || line.startsWith("| guard")) {
                continue;
            }
            Matcher proof = PROOF.matcher(line.split("\\|", -1)[PROOF_CELL]);
            while (proof.find()) {
                proofs++;
                Path source = sources.get(proof.group(1));
                String method = proof.group(2);
                if (source == null
                        || method != null && !Files.readString(source).contains(" " + method + "(")) {
                    missing.add(proof.group());
                }
            }
        }
        assertThat(missing).isEmpty();
        assertThat(proofs).isGreaterThan(80);
    }

    private static Map<String, Path> sources() throws IOException {
        Map<String, Path> sources = new HashMap<>();
        for (Path file : Sources.below(ROOT.resolve("agent"))) {
            sources.put(file.getFileName().toString().replace(".java", ""), file);
        }
        return sources;
    }
}
