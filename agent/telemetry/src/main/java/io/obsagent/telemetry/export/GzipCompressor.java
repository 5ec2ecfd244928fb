package io.obsagent.telemetry.export;

import io.opentelemetry.sdk.common.export.Compressor;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/** gzip, as the gRPC sender asks for it. */
final class GzipCompressor implements Compressor {

    @Override
    public String getEncoding() {
        return "gzip";
    }

    @Override
    public OutputStream compress(OutputStream target) throws IOException {
        return new GZIPOutputStream(target);
    }
}
