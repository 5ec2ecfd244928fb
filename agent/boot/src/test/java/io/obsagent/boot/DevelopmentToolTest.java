package io.obsagent.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DevelopmentToolTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdk.jcmd/sun.tools.jps.Jps -l",
                "sun.tools.jps.Jps",
                "jdk.compiler/com.sun.tools.javac.Main X.java",
                "java.base/sun.security.tools.keytool.Main -list",
                "sun.security.tools.keytool.Main",
                "org.codehaus.plexus.classworlds.launcher.Launcher verify",
                "org.gradle.wrapper.GradleWrapperMain build",
                "/src/.mvn/wrapper/maven-wrapper.jar verify",
            })
    void toolsAreLeftAlone(String command) {
        assertThat(DevelopmentTool.isTool(command)).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "/srv/cart.jar",
                "shop.cart.Cart --port 8080",
                "shop.module/shop.Main",
                "org.apache.catalina.startup.Bootstrap start",
                "jdkish.Main",
                "",
            })
    void applicationsAreNot(String command) {
        assertThat(DevelopmentTool.isTool(command)).isFalse();
    }
}
