// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Assumptions;

/** Runs something on a thread that has given up root's rights. Where the test itself is not root, as who it is. */
final class Nobody {
    static final int ID = 65_534;

    private Nobody() {}

    static <T> T run(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(() -> {
            int result = Native.becomeNobody(ID);
            Assumptions.assumeTrue(result == 0, "NOT SHOWN HERE: cannot become nobody, error " + -result);
            return work.call();
        });
        Thread thread = new Thread(task, "nobody");
        thread.start();
        try {
            return task.get();
        } catch (java.util.concurrent.ExecutionException e) {
            switch (e.getCause()) {
                case Error error -> throw error;
                case Exception exception -> throw exception;
                default -> throw e;
            }
        }
    }

    /** These tests need root, to have something to give up. */
    static void assumeRoot() {
        Assumptions.assumeTrue(
                "root".equals(System.getProperty("user.name")), "NOT SHOWN HERE: the test does not run as root");
    }
}
