// SPDX-License-Identifier: EPL-2.0
package org.holdfast.notice.mail.internal;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/** Where mail goes, checked. */
public record MailServer(
        String host, int port, Security security, User user, String from, List<String> to, Duration timeout) {
    public static final String PID = "org.holdfast.notice.mail";

    private static final int MOST = 20;

    /** Nothing in it can end a line or an address of SMTP. */
    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,255}");

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]{1,255}|\\[?[0-9A-Fa-f:.]{2,45}]?");

    /** How the connection is protected. */
    public enum Security {
        STARTTLS(587),
        TLS(465),
        NONE(25);

        private final int port;

        Security(int port) {
            this.port = port;
        }
    }

    /** @param name empty: nobody logs in */
    public record User(String name, String passwordFile) {}

    /** As it is configured. @param port 0: the usual one */
    public record Given(String host, int port, String security, int timeoutSeconds) {}

    /** @throws HoldfastException CONFIG_INVALID naming the key and what is wrong */
    public static MailServer of(Given given, User user, String from, String[] to) {
        Security security = Arrays.stream(Security.values())
                .filter(each -> each.name().equalsIgnoreCase(given.security().strip()))
                .findFirst()
                .orElseThrow(() -> wrong("security", "starttls, tls or none"));
        String host = given.host().strip();
        require("host", HOST.matcher(host).matches(), "a name or an address");
        require("port", given.port() >= 0 && given.port() <= 65_535, "0 to 65535");
        require("timeout.seconds", given.timeoutSeconds() >= 1 && given.timeoutSeconds() <= 50, "1 to 50");
        require(
                "user",
                user.name().isEmpty() || security != Security.NONE || isThisMachine(host),
                "empty where 'security' is none: a password goes over TLS only, unless the server is this machine");
        require(
                "user",
                user.name().chars().allMatch(c -> c >= ' ' && c != 127)
                        && user.name().length() <= 256,
                "at most 256 printable characters");
        require(
                "password.file",
                user.name().isEmpty() == user.passwordFile().isEmpty(),
                "set if 'user' is, and only then");
        require("from", ADDRESS.matcher(from.strip()).matches(), "an address such as backup@example.org");
        List<String> all = addresses(to);
        return new MailServer(
                host,
                given.port() == 0 ? security.port : given.port(),
                security,
                user,
                from.strip(),
                all,
                Duration.ofSeconds(given.timeoutSeconds()));
    }

    private static List<String> addresses(String[] to) {
        List<String> all = Arrays.stream(to)
                .flatMap(each -> Stream.of(each.split("[,\\s]+")))
                .filter(each -> !each.isEmpty())
                .distinct()
                .toList();
        require(
                "to",
                !all.isEmpty()
                        && all.size() <= MOST
                        && all.stream().allMatch(each -> ADDRESS.matcher(each).matches()),
                "1 to " + MOST + " addresses such as ada@example.org, separated by commas");
        return all;
    }

    /** In numbers only: what a name stands for somebody else may decide. */
    private static boolean isThisMachine(String host) {
        return host.matches("127(\\.[0-9]{1,3}){3}|\\[?::1]?");
    }

    private static void require(String key, boolean right, String what) {
        if (!right) {
            throw wrong(key, what);
        }
    }

    private static HoldfastException wrong(String key, String what) {
        return new HoldfastException(
                ErrorCode.CONFIG_INVALID, key, "The setting '" + key + "' of " + PID + " has to be " + what + ".");
    }

    /** For people. */
    public String shown() {
        return String.join(", ", to) + " through " + place() + " ("
                + security.name().toLowerCase(Locale.ROOT) + ")";
    }

    /** Host and port. */
    String place() {
        return host + ":" + port;
    }
}
