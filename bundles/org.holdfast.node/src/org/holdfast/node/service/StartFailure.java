// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.holdfast.model.HoldfastException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What kept a node from starting, left in {@code run/start-failure} for whoever waits for it: there is no control API to
 * ask then. Three lines or more: code, subject, message.
 */
final class StartFailure {
    private static final Logger LOG = LoggerFactory.getLogger(StartFailure.class);

    private StartFailure() {}

    static void tell(Path home, HoldfastException failure) {
        Path file = home.resolve("run").resolve("start-failure");
        String subject = failure.subject().replace('\n', ' ');
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, failure.code() + "\n" + subject + "\n" + failure.getMessage() + "\n");
        } catch (IOException e) {
            LOG.warn("{} cannot be written, so only this log says why: {}", file, e.getMessage());
        }
    }
}
