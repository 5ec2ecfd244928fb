package io.obsagent.verify.apps.web;

import java.io.File;
import java.io.FileWriter;
import java.io.IOException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;

/** A log of requests as an application may have one. Up to Jetty 11 requests are classes, then interfaces: asked by reflection. */
public final class JettyLog implements RequestLog {

    private final FileWriter lines;

    JettyLog(File file) throws IOException {
        lines = new FileWriter(file);
    }

    @Override
    public void log(Request request, Response response) {
        try {
            String line = line(request);
            synchronized (lines) {
                lines.write(line);
                lines.flush();
            }
        } catch (ReflectiveOperationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String line(Object request) throws ReflectiveOperationException {
        StringBuilder line = new StringBuilder();
        for (String attribute : AccessLog.ATTRIBUTES) {
            Object value = JettyMain.call(request, "getAttribute", attribute);
            line.append(line.length() == 0 ? "" : " ").append(value == null ? "-" : value);
        }
        return line.append('\n').toString();
    }
}
