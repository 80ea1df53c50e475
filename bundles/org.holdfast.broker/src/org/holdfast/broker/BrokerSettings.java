// SPDX-License-Identifier: EPL-2.0
package org.holdfast.broker;

import java.util.HashSet;
import java.util.Set;

/**
 * How a broker runs.
 *
 * @param bind address it listens on
 * @param port TCP port; 0: any free one
 * @param only ids of the confederations it serves: their first 20 hexadecimal digits; none: all
 */
public record BrokerSettings(String bind, int port, Set<String> only) {
    /** Where a broker is expected. */
    public static final int PORT = 7620;

    private static final String USAGE = "usage: holdfast-broker [--bind ADDRESS] [--port PORT] [--only ID]...";
    private static final int DIGITS = 20;

    public BrokerSettings {
        only = Set.copyOf(only);
        if (port < 0 || port > 0xFFFF) {
            throw new IllegalArgumentException("a port is 0 to 65535, not " + port);
        }
    }

    /** @throws IllegalArgumentException with what is wrong and how it is used */
    public static BrokerSettings parse(String... arguments) {
        String bind = "0.0.0.0";
        int port = PORT;
        Set<String> only = new HashSet<>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + " needs a value; " + USAGE);
            }
            String value = arguments[i + 1];
            switch (arguments[i]) {
                case "--bind" -> bind = value;
                case "--port" -> port = number(value);
                case "--only" -> only.add(confederation(value));
                default -> throw new IllegalArgumentException("there is no option " + arguments[i] + "; " + USAGE);
            }
        }
        return new BrokerSettings(bind, port, only);
    }

    private static int number(String value) {
        if (!value.matches("[0-9]{1,5}")) {
            throw new IllegalArgumentException("--port is 0 to 65535, not '" + value + "'; " + USAGE);
        }
        return Integer.parseInt(value);
    }

    private static String confederation(String value) {
        if (!value.matches("[0-9a-f]{" + DIGITS + ",64}")) {
            throw new IllegalArgumentException(
                    "--only is a confederation's id, 20 hexadecimal digits or more, not '" + value + "'; " + USAGE);
        }
        return value.substring(0, DIGITS);
    }
}
