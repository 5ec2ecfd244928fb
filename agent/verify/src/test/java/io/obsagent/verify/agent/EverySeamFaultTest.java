package io.obsagent.verify.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.verify.matrix.Libraries;
import io.obsagent.verify.matrix.TestedJava;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Classes of the agent that libraries and applications call stand outside of the engine's barrier. Which these are, the jar
 * says: all that are of a type that is not the agent's. Each of their methods is called while what stands behind it, what it
 * asks, and the telemetry within its guards fail in every way. What stands behind it decides alone what comes of the call.
 */
class EverySeamFaultTest {

    private static final String INSTRUMENTATION = "io/obsagent/instrumentation/";
    private static final String FAULTY_PLACE = "io/obsagent/verify/apps/faults/FaultyPlace";

    private static final String[] LIBRARIES = {
        "apache-httpclient5",
        "apache-httpasyncclient",
        "grpc-inprocess",
        "kafka-clients",
        "reactor-netty",
        "okhttp",
        "opentelemetry-api",
        "jetty-core",
        "undertow",
        "tomcat-javax",
        "logback",
    };

    /** Those that only the agent calls, within a hook, or that the telemetry or a guard of a seam catches. */
    private static final Set<String> CALLED_BY_THE_AGENT = Set.of(
            "apachehttpclient.v4.Headers4",
            "apachehttpclient.v5.Headers5",
            "grpc.MetadataHeaders",
            "httpclient.RequestProperties",
            "httpclient.SentProperties",
            "httpclient.SentProperties$1",
            "httpclient.java11.HeadersHook$1",
            "httpclient.java11.HeadersHook$Completed",
            "kafka.HeaderWriter",
            "logging.line.JulShipHook$1",
            "okhttp.HeadersHook$Completed",
            "opentelemetryapi.BaggageHeader$Reader",
            "opentelemetryapi.BaggageHeader$Writer",
            "opentelemetryapi.NamesAndValues",
            "opentelemetryapi.TraceStateHeader",
            "reactornetty.HeadersHook$Headers");

    /** Those that make or note something, and ask nobody. */
    private static final Set<String> ASKED_NOTHING = Set.of(
            "grpc.ClientAttempts",
            "grpc.ClientAttempts$Attempt",
            "grpc.ServerCallTracer$Factory",
            "httpclient.java11.AttemptFailure",
            "reactornetty.Connecting$1",
            "servlet.jetty.RecordedStream$Factory");

    @TempDir
    private Path directory;

    @Test
    void whatStandsBehindASeamDecidesAlone() throws Exception {
        TestedJava.assumeAtLeast(17, "Jetty 12");
        ChangedJar jar = new ChangedJar();
        Set<String> seams = seams(jar);
        jar.change(FaultyGuards::new);
        Path classes = jar.addFaults("Fault", "FaultyPlace").explode(directory);
        Set<String> files = new LinkedHashSet<>();
        for (String library : LIBRARIES) {
            files.addAll(Libraries.newest(library).files());
        }
        List<URL> urls = new ArrayList<>();
        for (String file : files) {
            urls.add(new File(file).toURI().toURL());
        }
        urls.add(classes.toUri().toURL());
        try (URLClassLoader loader =
                new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
            SeamTrial trial = new SeamTrial(loader);
            Set<String> covered = new TreeSet<>(ASKED_NOTHING);
            covered.addAll(CALLED_BY_THE_AGENT);
            for (String seam : seams) {
                if (!CALLED_BY_THE_AGENT.contains(seam)) {
                    trial.run(loader.loadClass(INSTRUMENTATION.replace('/', '.') + seam));
                }
            }
            trial.failed().forEach(seam -> covered.add(seam.substring(INSTRUMENTATION.length())));
            assertThat(trial.wrong()).isEmpty();
            assertThat(covered).isEqualTo(seams);
        }
    }

    /** All classes of types that are not the agent's, without the instrumentations' common package. */
    private static Set<String> seams(ChangedJar jar) {
        Map<String, ClassReader> own = new HashMap<>();
        for (ClassReader type : jar.classes(INSTRUMENTATION)) {
            own.put(type.getClassName(), type);
        }
        Set<String> seams = new TreeSet<>();
        for (ClassReader type : own.values()) {
            if ((type.getAccess() & Opcodes.ACC_ABSTRACT) == 0 && isForeign(type, own)) {
                seams.add(
                        type.getClassName().substring(INSTRUMENTATION.length()).replace('/', '.'));
            }
        }
        return seams;
    }

    private static boolean isForeign(ClassReader type, Map<String, ClassReader> own) {
        List<String> types = new ArrayList<>(List.of(type.getInterfaces()));
        types.add(type.getSuperName());
        for (String each : types) {
            ClassReader known = own.get(each);
            if (known != null
                    ? isForeign(known, own)
                    : !each.equals("java/lang/Object") && !each.startsWith("io/obsagent/")) {
                return true;
            }
        }
        return false;
    }

    /** Lets what the telemetry catches happen: where a block begins that catches everything. */
    private static final class FaultyGuards extends ClassVisitor {
        private boolean telemetry;

        FaultyGuards(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visit(int version, int access, String name, String signature, String superName, String[] types) {
            telemetry = name.startsWith("io/obsagent/telemetry/") && name.indexOf('/', 22) < 0;
            super.visit(version, access, name, signature, superName, types);
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String type, String signature, String[] thrown) {
            MethodVisitor next = super.visitMethod(access, name, type, signature, thrown);
            return telemetry ? new FaultyGuard(next) : next;
        }
    }

    private static final class FaultyGuard extends MethodVisitor {
        private final Set<Label> guarded = new HashSet<>();
        private boolean begins;

        FaultyGuard(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitTryCatchBlock(Label start, Label end, Label handler, String caught) {
            super.visitTryCatchBlock(start, end, handler, caught);
            if ("java/lang/Throwable".equals(caught)) {
                guarded.add(start);
            }
        }

        @Override
        public void visitLabel(Label label) {
            super.visitLabel(label);
            begins |= guarded.contains(label);
        }

        /** Called before each instruction with which a statement can begin: behind the frame of the one at a label. */
        private void begin() {
            if (begins) {
                begins = false;
                super.visitLdcInsn("telemetry");
                super.visitMethodInsn(Opcodes.INVOKESTATIC, FAULTY_PLACE, "pass", "(Ljava/lang/String;)V", false);
            }
        }

        @Override
        public void visitVarInsn(int opcode, int variable) {
            begin();
            super.visitVarInsn(opcode, variable);
        }

        @Override
        public void visitInsn(int opcode) {
            begin();
            super.visitInsn(opcode);
        }

        @Override
        public void visitLdcInsn(Object value) {
            begin();
            super.visitLdcInsn(value);
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            begin();
            super.visitTypeInsn(opcode, type);
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String type) {
            begin();
            super.visitFieldInsn(opcode, owner, name, type);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String type, boolean isInterface) {
            begin();
            super.visitMethodInsn(opcode, owner, name, type, isInterface);
        }
    }
}
