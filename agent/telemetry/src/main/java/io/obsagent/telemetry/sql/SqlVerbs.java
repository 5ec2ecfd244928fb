package io.obsagent.telemetry.sql;

import java.util.HashSet;
import java.util.Set;
import java.util.StringTokenizer;

/**
 * The words that statements begin with, beside those that {@link SqlSummary} treats on their own. A first word that is
 * not among them is no operation: a text that is no SQL must not make up values of a label.
 */
final class SqlVerbs {

    private static final Set<String> KNOWN = new HashSet<String>();

    static {
        add("CREATE ALTER DROP RENAME COMMENT GRANT REVOKE DENY");
        add("BEGIN START COMMIT END ROLLBACK ABORT SAVEPOINT RELEASE SET RESET DISCARD USE LOCK UNLOCK");
        add("VALUES SHOW DESCRIBE DESC EXPLAIN HELP PRAGMA");
        add("DECLARE OPEN FETCH MOVE CLOSE PREPARE DEALLOCATE DO HANDLER");
        add("COPY LOAD UNLOAD IMPORT EXPORT SCRIPT RUNSCRIPT BULK BACKUP RESTORE ATTACH DETACH");
        add("ANALYZE VACUUM REINDEX CLUSTER REFRESH OPTIMIZE REPAIR CHECK CHECKPOINT FLUSH CACHE PURGE");
        add("KILL SHUTDOWN DBCC RECONFIGURE INSTALL UNINSTALL LISTEN NOTIFY UNLISTEN PRINT RAISERROR WAITFOR");
    }

    private SqlVerbs() {}

    private static void add(String words) {
        for (StringTokenizer each = new StringTokenizer(words); each.hasMoreTokens(); ) {
            KNOWN.add(each.nextToken());
        }
    }

    /** @param word in upper case */
    static boolean isKnown(String word) {
        return KNOWN.contains(word);
    }
}
