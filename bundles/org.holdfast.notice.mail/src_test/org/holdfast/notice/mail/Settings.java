// SPDX-License-Identifier: EPL-2.0
package org.holdfast.notice.mail;

import java.lang.annotation.Annotation;

/** A configuration as the framework would give it. */
record Settings(
        String host,
        int port,
        String security,
        String user,
        String password_file,
        String from,
        String[] to,
        int timeout_seconds)
        implements MailConfig {

    /** A usual one, with a user. */
    static Settings of(String host, int port, String security) {
        return new Settings(
                host,
                port,
                security,
                "ada",
                "smtp.password",
                "backup@example.org",
                new String[] {"ops@example.org"},
                3);
    }

    Settings with(String user, String passwordFile) {
        return new Settings(host, port, security, user, passwordFile, from, to, timeout_seconds);
    }

    Settings whom(String... addresses) {
        return new Settings(host, port, security, user, password_file, from, addresses, timeout_seconds);
    }

    Settings from(String address) {
        return new Settings(host, port, security, user, password_file, address, to, timeout_seconds);
    }

    Settings timeout(int seconds) {
        return new Settings(host, port, security, user, password_file, from, to, seconds);
    }

    @Override
    public Class<? extends Annotation> annotationType() {
        return MailConfig.class;
    }
}
