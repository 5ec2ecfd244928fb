package io.obsagent.verify.apps.faults;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import javax.servlet.GenericServlet;
import javax.servlet.ServletContext;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Everything that may differ differs each time: URLs, users, web applications, messages of exceptions, queries,
 * topics, and for a tenth of the times hosts that are called. Prints the heap in use afterwards. Argument: how many times.
 */
public final class Flood extends GenericServlet {

    private static final long serialVersionUID = 1;
    private static final int TOPICS_A_PRODUCER = 10_000;
    private static final int STACK_DEPTH = 150;
    private static final String LONG_TEXT = new String(new char[10_000]).replace('\0', ' ');

    private Flood() {}

    public static void main(String[] args) throws Exception {
        int times = Integer.parseInt(args[0]);
        Flood servlet = new Flood();
        for (int i = 0; i < times; i++) {
            try {
                servlet.service(new Visit(i), Request.response());
            } catch (ServletException expected) {
                continue;
            }
        }
        query(times);
        send(times);
        call(times / 10);
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(500);
        }
        Runtime runtime = Runtime.getRuntime();
        System.out.println("used " + (runtime.totalMemory() - runtime.freeMemory()));
        System.out.println("done");
        new CountDownLatch(1).await();
    }

    @Override
    public void service(ServletRequest request, ServletResponse response) throws ServletException {
        fail(((Visit) request).number, STACK_DEPTH);
    }

    private static void fail(int number, int depth) throws ServletException {
        if (depth > 0) {
            fail(number, depth - 1);
        }
        throw new ServletException("nobody is called " + number + LONG_TEXT);
    }

    private static void query(int times) throws SQLException {
        Statement statement = Stub.statement();
        for (int i = 0; i < times; i++) {
            statement.executeQuery("select name, price, stock from item_" + i + " where id = " + i
                    + " and category in ('a', 'b', 'c') order by name, price desc limit 100");
        }
    }

    /** No broker answers, so each topic is unknown at once. */
    private static void send(int times) {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", "127.0.0.1:1");
        settings.put("max.block.ms", "0");
        for (int i = 0; i < times; ) {
            try (KafkaProducer<String, String> producer =
                    new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
                int end = Math.min(times, i + TOPICS_A_PRODUCER);
                for (; i < end; i++) {
                    producer.send(new ProducerRecord<>("topic-" + i, "key", "value"));
                }
                producer.close(Duration.ZERO);
            }
        }
    }

    private static void call(int times) throws IOException {
        for (int i = 0; i < times; i++) {
            URL url = new URL("http://127." + (i >> 16 & 255) + "." + (i >> 8 & 255) + "." + (i & 255) + ":1/" + i);
            try {
                ((HttpURLConnection) url.openConnection()).getResponseCode();
            } catch (IOException expected) {
                continue;
            }
        }
    }

    /** A request that no other is like. */
    private static final class Visit extends Request {
        final int number;

        Visit(int number) {
            super("GET", Fault.NONE);
            this.number = number;
        }

        @Override
        public String getRequestURI() {
            return "/shop-" + number + "/users/" + number;
        }

        @Override
        public String getHeader(String name) {
            return name.equalsIgnoreCase("X-User") ? "user-" + number : super.getHeader(name);
        }

        @Override
        public ServletContext getServletContext() {
            return context("/shop-" + number);
        }
    }
}
