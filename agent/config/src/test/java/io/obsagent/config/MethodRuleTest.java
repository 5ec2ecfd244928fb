package io.obsagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules that name methods, and what is said of wrong ones. */
class MethodRuleTest {

    @TempDir
    Path directory;

    @Test
    void everyKey() throws IOException {
        MethodRule rule = Loading.yaml(directory, """
                methods:
                  a:
                    class: shop.Pay
                    subtypes: true
                    class-annotation: shop.Watched
                    methods: ['pay(int, ..)', 'take*']
                    method-annotation: shop.Audited
                    span: false
                    metric: true
                    attributes: {customer.id: arg0.customer.id}
                    labels: {tier: return}
                """).config().methods.get("a");
        assertThat(rule.type).isEqualTo("shop.Pay");
        assertThat(rule.subtypes).isTrue();
        assertThat(rule.classAnnotation).isEqualTo("shop.Watched");
        assertThat(rule.methods).containsExactly("pay(int, ..)", "take*");
        assertThat(rule.methodAnnotation).isEqualTo("shop.Audited");
        assertThat(rule.span).isFalse();
        assertThat(rule.metric).isTrue();
        assertThat(rule.attributes).containsOnlyKeys("customer.id");
        assertThat(rule.labels.get("tier").start).isEqualTo(ValuePath.RETURN);
    }

    @Test
    void rulesOfSeveralFilesAreMergedAndCompared() throws IOException {
        Path base = Files.writeString(directory.resolve("base.yaml"), "methods: {a: {class: A, methods: x}}");
        AgentConfig alone = Loading.nothing().file(base).config();
        AgentConfig both = Loading.yaml(
                        directory, "methods: {b: {class: B, methods: [y]}, a: {class: A, methods: [x]}}")
                .config();
        assertThat(both.methods.get("a")).isEqualTo(alone.methods.get("a"));
        assertThat(both.differences(alone, true)).containsExactly("methods");
        assertThat(both.differences(alone, false)).isEmpty();

        AgentConfig merged = new ConfigLoader(
                        base + "," + directory.resolve("obs.yaml"), java.util.Map.of(), new java.util.Properties())
                .load()
                .config;
        assertThat(merged.methods.keySet()).containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A # methods.r cannot be \"A\"; write a mapping with the keys class and methods",
                "{methods: x} # methods.r.class is missing; write the full name of a class",
                "{class: A} # methods.r.methods is missing; write names of methods",
                "{class: A, method: x} # methods.r has no key method; its keys are class, subtypes,",
                "{class: A b, methods: x} # methods.r.class cannot be \"A b\"; write the full name of a class",
                "{class: A, methods: 'x('} # methods.r.methods cannot be \"x(\"; write names of methods",
                "{class: A, methods: [x, y z]} # methods.r.methods cannot be [\"x\", \"y z\"]; write names",
                "{class: A*, subtypes: true, methods: x} # methods.r.class cannot hold * where subtypes is true;",
                "{class: A, methods: x, subtypes: maybe} # methods.r.subtypes cannot be \"maybe\"; write true or false",
                "{class: A, methods: x, span: false, metric: false} # methods.r records nothing; write true for",
                "{class: A, methods: x, labels: {rule: arg0}} # methods.r.labels is not valid; write up to 8 names",
                "{class: A, methods: x, labels: {a-b: arg0}} # methods.r.labels is not valid; write up to 8 names",
                "{class: A, methods: x, attributes: {a: arg}} # methods.r.attributes is not valid; write names of",
            })
    void mistakesAreOneLineThatNamesTheKey(String ruleAndProblem) throws IOException {
        String rule = ruleAndProblem.substring(0, ruleAndProblem.indexOf(" # "));
        String problem = ruleAndProblem.substring(rule.length() + 3);
        ConfigLoader.Loaded loaded = Loading.yaml(directory, "methods:\n  ok: {class: B, methods: y}\n  r: " + rule)
                .load();
        assertThat(loaded.problems).hasSize(1);
        assertThat(loaded.problems.get(0)).startsWith(directory.resolve("obs.yaml") + " line 3: " + problem);
        assertThat(loaded.config.methods).as("the others count").containsOnlyKeys("ok");
    }
}
