package io.obsagent.dist;

import java.io.File;
import java.io.IOException;
import net.bytebuddy.agent.ByteBuddyAgent;

/** Tells the agent in another JVM of this machine what to do, through the JVM's attachment. */
final class OtherJvm {

    /** The JVM has done all when the attachment returns; an answer is on its way then. */
    private static final long ANSWER_MILLIS = 5_000;

    private final String pid;

    OtherJvm(String pid) {
        this.pid = pid;
    }

    /**
     * Gives a command and waits for the answer.
     *
     * @param argument null for none
     * @throws IOException when the JVM cannot be reached, with a message for a person
     */
    AnswerPort.Answer tell(String verb, String argument) throws IOException {
        try (AnswerPort port = new AnswerPort()) {
            attach(port.command(verb, argument));
            AnswerPort.Answer answer = port.await(ANSWER_MILLIS);
            if (answer == null) {
                throw new IOException("process " + pid + " does not answer; its standard error may say why");
            }
            return answer;
        }
    }

    private void attach(String argument) throws IOException {
        try {
            File jar = new File(OtherJvm.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            ByteBuddyAgent.attach(jar, pid, argument);
        } catch (Exception failure) {
            Throwable cause = failure;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            if (!isSuccessOfJava8(cause)) {
                throw new IOException(
                        "cannot attach to process " + pid + " (same user? a JDK, not a JRE? on 21 and later"
                                + " -XX:+EnableDynamicAgentLoading): " + cause);
            }
        }
    }

    /** Java 8 answers 0 where later JDKs, which this one is, expect "return code: 0". */
    private static boolean isSuccessOfJava8(Throwable failure) {
        return "com.sun.tools.attach.AgentLoadException"
                        .equals(failure.getClass().getName())
                && "0".equals(failure.getMessage());
    }
}
