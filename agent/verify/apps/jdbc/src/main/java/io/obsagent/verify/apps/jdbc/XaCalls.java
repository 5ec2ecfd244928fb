package io.obsagent.verify.apps.jdbc;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import javax.sql.XAConnection;
import javax.sql.XADataSource;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/**
 * Works on branches of XA transactions as a transaction manager does, and prints what came back. Arguments: class of the
 * XA data source, then its properties as {@code name=value}. Stays after the line {@code done}.
 */
public final class XaCalls {

    private final Connection connection;
    private final XAResource resource;
    private int branches;

    private XaCalls(XAConnection xa) throws SQLException {
        connection = xa.getConnection();
        resource = xa.getXAResource();
    }

    public static void main(String[] args) throws Exception {
        XADataSource source =
                (XADataSource) Class.forName(args[0]).getConstructor().newInstance();
        for (int i = 1; i < args.length; i++) {
            int equals = args[i].indexOf('=');
            Pool.set(source, args[i].substring(0, equals), value(args[i].substring(equals + 1)));
        }
        XAConnection xa = source.getXAConnection();
        new XaCalls(xa).run();
        System.out.println("done");
        new CountDownLatch(1).await();
        xa.close();
    }

    private static Object value(String text) {
        return Character.isDigit(text.charAt(0)) ? (Object) Integer.valueOf(text) : text;
    }

    private void run() throws Exception {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table item (id integer not null primary key)");
        }
        Xid both = branch();
        attempt("prepare", () -> resource.prepare(both));
        attempt("commit", () -> commit(both, false));

        Xid once = branch();
        attempt("commit at once", () -> commit(once, true));

        Xid undone = branch();
        attempt("rollback at once", () -> rollback(undone));

        Xid prepared = branch();
        attempt("prepare to undo", () -> resource.prepare(prepared));
        attempt("rollback", () -> rollback(prepared));

        attempt("commit of none", () -> commit(new Branch(99), false));
        print("recovered", resource.recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN).length);
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from item")) {
            rows.next();
            print("items", rows.getInt(1));
        }
    }

    private Xid branch() throws Exception {
        Xid branch = new Branch(++branches);
        attempt("start", () -> {
            resource.start(branch, XAResource.TMNOFLAGS);
            return "started";
        });
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("insert into item (id) values (" + branches + ")");
        }
        attempt("end", () -> {
            resource.end(branch, XAResource.TMSUCCESS);
            return "ended";
        });
        return branch;
    }

    private String commit(Xid branch, boolean onePhase) throws XAException {
        resource.commit(branch, onePhase);
        return "committed";
    }

    private String rollback(Xid branch) throws XAException {
        resource.rollback(branch);
        return "rolled back";
    }

    /** Goes on after a failure: old drivers cannot do all of it. */
    private static void attempt(String what, Callable<?> step) throws Exception {
        try {
            print(what, step.call());
        } catch (XAException e) {
            print(what, "failed, " + e.getClass().getName() + " " + e.errorCode);
        } catch (RuntimeException e) {
            print(what, "failed, " + e.getClass().getName());
        }
    }

    private static void print(String what, Object result) {
        System.out.println(what + ": " + result);
    }

    private static final class Branch implements Xid {
        private final int number;

        Branch(int number) {
            this.number = number;
        }

        @Override
        public int getFormatId() {
            return 1;
        }

        @Override
        public byte[] getGlobalTransactionId() {
            return ("verify-" + number).getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public byte[] getBranchQualifier() {
            return new byte[] {1};
        }
    }
}
