package io.obsagent.verify.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.PrometheusScrape;
import io.obsagent.verify.AppRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every hook fails in every way, before and after the method, as far as it acts there. Which hooks there are, the jar's own plan says: its rules keep
 * their hook, their re-entrance group and the way in which they are woven and called. But each leads to a method of one class
 * of the application's, all are on, and each hook throws in place of its work.
 */
class EveryHookFaultTest {

    private static final String CALL = "(Lio/obsagent/api/Call;)V";
    private static final String FAULTY_PLACE = "io/obsagent/verify/apps/faults/FaultyPlace";

    /** Of the flags of a rule those that say how hooks are made and called; the others say which classes are woven. */
    private static final String KEPT_FLAGS = "RSBE";

    private static final int FIELDS = 7;
    private static final int INSTRUMENTATION = 0;
    private static final int FLAGS = 1;
    private static final int TYPES = 2;
    private static final int METHODS = 4;
    private static final int HOOK = 6;

    private static final int FAULTS = 5;
    private static final int OUTCOMES = 2;

    @TempDir
    private Path directory;

    @Test
    void theApplicationsResultsAreThoseWithoutTheAgent() throws Exception {
        ChangedJar jar = new ChangedJar();
        List<String> rules = jar.plan().lines().toList();
        StringBuilder changed = new StringBuilder();
        Map<String, Integer> failures = new TreeMap<>();
        for (int i = 0; i < rules.size(); i++) {
            String[] fields = rules.get(i).split("\t", FIELDS);
            fields[INSTRUMENTATION] = "faulty";
            fields[FLAGS] = fields[FLAGS].replaceAll("[^" + KEPT_FLAGS + "]", "");
            fields[TYPES] = "points.Points";
            fields[TYPES + 1] = "";
            fields[METHODS] = "point" + i;
            changed.append(String.join("\t", fields)).append('\n');
            int places = 2 - fields[FLAGS].replaceAll("[^BE]", "").length();
            if (places > 0) {
                failures.merge(fields[HOOK], places * FAULTS * OUTCOMES, Integer::sum);
            }
            String hook = fields[HOOK].replace('.', '/');
            jar.put(hook, failingHook(hook));
        }
        Path changedJar = jar.plan(changed.toString())
                .addFaults("Fault", "FaultyPlace")
                .write(directory.resolve("faulty-agent.jar"));
        Files.createDirectory(directory.resolve("points"));
        Files.write(directory.resolve("points/Points.class"), points(rules.size()));

        ForkedApp.Builder app = AppRun.app("faults", "io.obsagent.verify.apps.faults.FaultyPoints")
                .args(directory.toString(), "points.Points")
                .jvmOptions("-Xmx64m");
        List<String> plain = AppRun.outputWithoutAgent(app);
        assertThat(plain)
                .contains("EXCEPTION before: " + rules.size() + " returned, " + rules.size()
                        + " threw, 0 were interrupted");
        try (AppRun run = AppRun.withAgent(app, changedJar)) {
            assertThat(run.output()).isEqualTo(plain);
            run.awaitAgent();
            assertThat(run.agentLines()).hasSize(1);
            PrometheusScrape scrape = run.scrape();
            Map<String, Integer> counted = new TreeMap<>();
            for (String hook : scrape.labelValues("obs_agent_hook_errors_total", "hook")) {
                counted.put(hook, (int) scrape.sum("obs_agent_hook_errors_total", "hook", hook));
            }
            assertThat(counted).containsExactlyEntriesOf(failures);
        }
    }

    /** A hook that fails where it was told to, and knows no library. */
    private static byte[] failingHook(String name) {
        ClassWriter type = type(name, "io/obsagent/api/Hook");
        for (String place : List.of("before", "after")) {
            MethodVisitor method = type.visitMethod(Opcodes.ACC_PUBLIC, place, CALL, null, null);
            method.visitCode();
            method.visitLdcInsn(place);
            method.visitMethodInsn(Opcodes.INVOKESTATIC, FAULTY_PLACE, "pass", "(Ljava/lang/String;)V", false);
            method.visitInsn(Opcodes.RETURN);
            method.visitMaxs(0, 0);
            method.visitEnd();
        }
        type.visitEnd();
        return type.toByteArray();
    }

    /** {@code public Object pointN(Object result, Exception thrown)}, which throws, if it is given something to throw. */
    private static byte[] points(int count) {
        ClassWriter type = type("points/Points");
        for (int i = 0; i < count; i++) {
            MethodVisitor method = type.visitMethod(
                    Opcodes.ACC_PUBLIC,
                    "point" + i,
                    "(Ljava/lang/Object;Ljava/lang/Exception;)Ljava/lang/Object;",
                    null,
                    new String[] {"java/lang/Exception"});
            Label returns = new Label();
            method.visitCode();
            method.visitVarInsn(Opcodes.ALOAD, 2);
            method.visitJumpInsn(Opcodes.IFNULL, returns);
            method.visitVarInsn(Opcodes.ALOAD, 2);
            method.visitInsn(Opcodes.ATHROW);
            method.visitLabel(returns);
            method.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
            method.visitVarInsn(Opcodes.ALOAD, 1);
            method.visitInsn(Opcodes.ARETURN);
            method.visitMaxs(0, 0);
            method.visitEnd();
        }
        type.visitEnd();
        return type.toByteArray();
    }

    private static ClassWriter type(String name, String... interfaces) {
        ClassWriter type = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        type.visit(Opcodes.V1_8, Opcodes.ACC_PUBLIC, name, null, "java/lang/Object", interfaces);
        MethodVisitor constructor = type.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
        constructor.visitCode();
        constructor.visitVarInsn(Opcodes.ALOAD, 0);
        constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        constructor.visitInsn(Opcodes.RETURN);
        constructor.visitMaxs(0, 0);
        constructor.visitEnd();
        return type;
    }
}
