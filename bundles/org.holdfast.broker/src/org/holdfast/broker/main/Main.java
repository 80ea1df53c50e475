// SPDX-License-Identifier: EPL-2.0
package org.holdfast.broker.main;

import java.security.SecureRandom;
import java.util.concurrent.CountDownLatch;
import org.holdfast.broker.Broker;
import org.holdfast.broker.BrokerSettings;
import org.holdfast.broker.clock.BrokerClock;
import org.holdfast.model.HoldfastException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code holdfast-broker [--bind ADDRESS] [--port PORT] [--only ID]…}; ends with the process. Exit 1: no port, 2: usage. */
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        int status = run(arguments);
        if (status != 0) {
            System.exit(status);
        }
        new CountDownLatch(1).await(); // SIGTERM ends it: there is nothing to save
    }

    private static int run(String[] arguments) {
        try {
            BrokerSettings settings = BrokerSettings.parse(arguments);
            Broker broker = Broker.open(settings, new BrokerClock(), new SecureRandom());
            LOG.info("The broker listens on {} port {}", settings.bind(), broker.port());
            return 0;
        } catch (IllegalArgumentException e) {
            LOG.error("{}", e.getMessage());
            return WRONG_USAGE;
        } catch (HoldfastException e) {
            LOG.error("{} ({})", e.getMessage(), e.code());
            return FAILED;
        }
    }
}
