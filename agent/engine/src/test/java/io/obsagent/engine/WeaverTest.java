package io.obsagent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lets the JVM's verifier judge woven code, and looks whether anything can get out of the calls that were woven in. */
class WeaverTest {

    @BeforeAll
    static void defineDispatcher() throws Exception {
        EngineTest.defineDispatcherOnce();
    }

    /** Whole libraries, every method of every class woven twice: the shapes that nobody thinks of. */
    @ParameterizedTest
    @ValueSource(classes = {ByteBuddy.class, Assertions.class})
    void theVerifierAcceptsWholeLibraries(Class<?> oneOfTheLibrary) throws Exception {
        List<Rule> rules = List.of(everything(0, ""), everything(1, "R"));
        List<String> refused = new ArrayList<>();
        DispatcherGuards guards = new DispatcherGuards();
        int woven = 0;
        File jar = new File(oneOfTheLibrary
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (JarFile library = new JarFile(jar)) {
            Weaving loader = new Weaving(library, rules, guards);
            for (JarEntry entry : Collections.list(library.entries())) {
                String name = entry.getName();
                if (name.endsWith(".class") && !name.startsWith("META-INF") && !name.equals("module-info.class")) {
                    woven += link(loader, name.substring(0, name.length() - 6).replace('/', '.'), refused);
                }
            }
        }
        assertThat(refused).isEmpty();
        assertThat(woven).isGreaterThan(500);
        assertThat(guards.unguarded).isEmpty();
        assertThat(guards.calls).isGreaterThan(10_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {Opcodes.V1_1, Opcodes.V1_4, Opcodes.V1_5, Opcodes.V1_6, Opcodes.V1_8})
    void oldClassFilesAreWoven(int version) throws Exception {
        byte[] woven = Weaver.weave(inVersion(version), List.of(everything(0, "R")));

        Class<?> type = new ClassLoader(WeaverTest.class.getClassLoader()) {
            Class<?> define() {
                return defineClass("old.Type", woven, 0, woven.length);
            }
        }.define();
        assertThat(type.getMethod("choose", int.class).invoke(null, 3)).isEqualTo("three");
        assertThat(type.getMethod("choose", int.class).invoke(null, 4)).isNull();
        assertThat(type.getMethod("finished", int.class).invoke(null, 4)).isEqualTo(5);
    }

    @Test
    void smallNumbersAreBoxedOnce() throws Exception {
        Method boxed = Class.forName("java.lang.ObsAgentDispatcher").getMethod("boxed", int.class);
        for (int number : new int[] {-1, 0, 200, 1003, 1023, 1024, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            assertThat(boxed.invoke(null, number)).isEqualTo(number);
        }
        assertThat(boxed.invoke(null, 1003)).isSameAs(boxed.invoke(null, 1003));
    }

    @Test
    void aClassWithoutSelectedMethodsIsLeftAsItIs() throws Exception {
        Rule rule = Rule.parse(0, "x\t\tsample.Service\t\tabsent\t\thook");

        assertThat(Weaver.weave(EngineTest.classFile("sample.Service"), List.of(rule)))
                .isNull();
    }

    @Test
    void methodsWithNamesBeyondAsciiAreWoven() {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V1_8, Opcodes.ACC_PUBLIC, "some/Type", null, "java/lang/Object", null);
        MethodVisitor method =
                writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "größe\u20ac", "(Lsome/Maß;)V", null, null);
        method.visitCode();
        method.visitInsn(Opcodes.RETURN);
        method.visitMaxs(0, 1);
        method.visitEnd();
        writer.visitEnd();
        Rule rule = Rule.parse(0, "x\t\tsome.Type\t\tgr*\t\thook");

        byte[] woven = Weaver.weave(writer.toByteArray(), List.of(rule));

        assertThat(new String(woven, StandardCharsets.ISO_8859_1)).contains("java/lang/ObsAgentDispatcher");
    }

    private static int link(ClassLoader loader, String name, List<String> refused) {
        try {
            // reflection on its members links a class, which verifies it, without initialising it
            loader.loadClass(name).getDeclaredMethods();
            return 1;
        } catch (VerifyError | ClassFormatError wrong) {
            refused.add(name + ": " + wrong.getMessage());
        } catch (NoClassDefFoundError | ClassNotFoundException optional) {
            // needs a library that is not here
        }
        return 0;
    }

    private static Rule everything(int point, String flags) {
        StringBuilder patterns = new StringBuilder("<init>");
        for (char c = '$'; c <= 'z'; c++) {
            if (Character.isJavaIdentifierStart(c)) {
                patterns.append('|').append(c).append('*');
            }
        }
        return Rule.parse(point, "x\t" + flags + "\tany\t\t" + patterns + "\t\thook");
    }

    private static byte[] inVersion(int version) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(version, Opcodes.ACC_PUBLIC, "old/Type", null, "java/lang/Object", null);
        MethodVisitor method = writer.visitMethod(
                Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "choose", "(I)Ljava/lang/String;", null, null);
        method.visitCode();
        Label other = new Label();
        method.visitVarInsn(Opcodes.ILOAD, 0);
        method.visitInsn(Opcodes.ICONST_3);
        method.visitJumpInsn(Opcodes.IF_ICMPNE, other);
        method.visitLdcInsn("three");
        method.visitInsn(Opcodes.ARETURN);
        method.visitLabel(other);
        if ((version & 0xffff) >= Opcodes.V1_6) {
            method.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        }
        method.visitInsn(Opcodes.ACONST_NULL);
        method.visitInsn(Opcodes.ARETURN);
        method.visitMaxs(2, 1);
        method.visitEnd();
        addFinished(writer, version);
        writer.visitEnd();
        return writer.toByteArray();
    }

    /** Adds one to its argument, before Java 6 in a subroutine, as compilers wrote what stands in {@code finally}. */
    private static void addFinished(ClassWriter writer, int version) {
        boolean subroutine = (version & 0xffff) < Opcodes.V1_6;
        MethodVisitor method =
                writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "finished", "(I)I", null, null);
        method.visitCode();
        Label finishing = new Label();
        if (subroutine) {
            method.visitJumpInsn(Opcodes.JSR, finishing);
            method.visitVarInsn(Opcodes.ILOAD, 0);
            method.visitInsn(Opcodes.IRETURN);
            method.visitLabel(finishing);
            method.visitVarInsn(Opcodes.ASTORE, 1);
        }
        method.visitIincInsn(0, 1);
        if (subroutine) {
            method.visitVarInsn(Opcodes.RET, 1);
        } else {
            method.visitVarInsn(Opcodes.ILOAD, 0);
            method.visitInsn(Opcodes.IRETURN);
        }
        method.visitMaxs(1, 2);
        method.visitEnd();
    }

    /** Defines the classes of a library, woven. */
    private static final class Weaving extends ClassLoader {
        private final JarFile library;
        private final List<Rule> rules;
        private final DispatcherGuards guards;

        Weaving(JarFile library, List<Rule> rules, DispatcherGuards guards) {
            super(WeaverTest.class.getClassLoader());
            this.library = library;
            this.rules = rules;
            this.guards = guards;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            JarEntry entry = library.getJarEntry(name.replace('.', '/') + ".class");
            Class<?> loaded = findLoadedClass(name);
            if (entry == null || loaded != null) {
                return loaded != null ? loaded : super.loadClass(name, resolve);
            }
            try {
                byte[] file = library.getInputStream(entry).readAllBytes();
                byte[] woven = Weaver.weave(file, rules);
                if (woven == null) {
                    return defineClass(name, file, 0, file.length);
                }
                guards.check(woven);
                return defineClass(name, woven, 0, woven.length);
            } catch (java.io.IOException unreadable) {
                throw new ClassNotFoundException(name, unreadable);
            }
        }
    }
}
