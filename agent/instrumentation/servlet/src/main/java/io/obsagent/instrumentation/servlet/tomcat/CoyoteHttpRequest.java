package io.obsagent.instrumentation.servlet.tomcat;

import io.obsagent.api.HttpRequest;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Request;
import org.apache.tomcat.util.buf.ByteChunk;
import org.apache.tomcat.util.buf.MessageBytes;
import org.apache.tomcat.util.http.MimeHeaders;

/**
 * The view over the connector's request. Reads its bytes as far as they are still bytes: Tomcat would make a buffer of
 * characters first, and would keep the string of a header in place of the bytes.
 */
final class CoyoteHttpRequest extends HttpRequest {

    private static final String[] METHODS = {"GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"};

    private final Request request;

    /** A bit for each length that names of headers have, 64 or more like less; 0 until asked for. */
    private long nameLengths;

    CoyoteHttpRequest(Request request) {
        this.request = request;
    }

    @Override
    public String method() {
        MessageBytes sent = request.method();
        for (String method : METHODS) {
            if (sent.equals(method)) {
                return method;
            }
        }
        return text(sent);
    }

    @Override
    public String scheme() {
        String scheme = text(request.scheme());
        return scheme == null ? "http" : scheme;
    }

    @Override
    public String host() {
        return text(request.serverName());
    }

    @Override
    public int port() {
        int port = request.getServerPort();
        return port > 0 ? port : "https".equals(scheme()) ? 443 : 80;
    }

    @Override
    public String path() {
        return text(request.requestURI());
    }

    @Override
    public String query() {
        return text(request.queryString());
    }

    @Override
    public String header(String name) {
        MimeHeaders headers = request.getMimeHeaders();
        if (nameLengths == 0) {
            nameLengths = lengthsOfNames(headers);
        }
        // most that are asked for are not there, and Tomcat would compare each name with each
        MessageBytes value = (nameLengths >>> name.length() & 1) == 0 ? null : headers.getValue(name);
        return value == null ? null : text(value);
    }

    private static long lengthsOfNames(MimeHeaders headers) {
        long lengths = 0;
        for (int i = 0; i < headers.size(); i++) {
            lengths |= 1L << headers.getName(i).getLength();
        }
        return lengths;
    }

    @Override
    public String peerAddress() {
        if (request.remoteAddr().isNull()) {
            request.action(ActionCode.REQ_HOST_ADDR_ATTRIBUTE, request);
        }
        return text(request.remoteAddr());
    }

    @Override
    public int peerPort() {
        if (request.getRemotePort() <= 0) {
            request.action(ActionCode.REQ_REMOTEPORT_ATTRIBUTE, request);
        }
        return request.getRemotePort();
    }

    @Override
    public String protocolVersion() {
        return text(request.protocol());
    }

    private static String text(MessageBytes bytes) {
        if (bytes.getType() != MessageBytes.T_BYTES) {
            return bytes.isNull() ? null : bytes.toString();
        }
        ByteChunk chunk = bytes.getByteChunk();
        return new String(chunk.getBuffer(), chunk.getStart(), chunk.getLength(), chunk.getCharset());
    }
}
