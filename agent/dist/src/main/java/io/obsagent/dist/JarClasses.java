package io.obsagent.dist;

import io.obsagent.engine.AgentClasses;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** The agent's class files, as its own loader finds them in obs-agent.jar. */
final class JarClasses implements AgentClasses {

    @Override
    public byte[] classFile(String name) throws IOException {
        InputStream in = JarClasses.class.getClassLoader().getResourceAsStream(name.replace('.', '/') + ".class");
        if (in == null) {
            return null;
        }
        try {
            ByteArrayOutputStream file = new ByteArrayOutputStream(8192);
            byte[] buffer = new byte[8192];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                file.write(buffer, 0, n);
            }
            return file.toByteArray();
        } finally {
            in.close();
        }
    }
}
