// SPDX-License-Identifier: EPL-2.0
package org.holdfast.notice.mail;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Configuration {@code org.holdfast.notice.mail} of {@link MailChannel}; keys are {@code host}, {@code port}, {@code
 * security}, {@code user}, {@code password.file}, {@code from}, {@code to} and {@code timeout.seconds}.
 */
@ObjectClassDefinition(name = "Mail", description = "Notices as mail, through a server (docs/notices.md).")
public @interface MailConfig {
    @AttributeDefinition(name = "Server", description = "The server that takes mail (SMTP). Empty: no mail is sent.")
    String host() default "";

    @AttributeDefinition(
            name = "Port",
            description = "Its port; 0: 587 for starttls, 465 for tls, 25 for none.",
            min = "0",
            max = "65535")
    int port() default 0;

    @AttributeDefinition(
            name = "Security",
            description =
                    "starttls: it begins in clear and has to go on with TLS. tls: TLS from the first byte. none: no TLS; "
                            + "then no user can be named unless the server is this machine.")
    String security() default "starttls";

    @AttributeDefinition(name = "User", description = "Who logs in. Empty: nobody.")
    String user() default "";

    @AttributeDefinition(
            name = "File of the password",
            description =
                    "A file that only the node's user can read, absolute or below etc/, whose first line is the user's "
                            + "password.")
    String password_file() default "";

    @AttributeDefinition(name = "From", description = "The address that mail comes from.")
    String from() default "";

    @AttributeDefinition(name = "To", description = "Whom it goes to: at most 20 addresses, separated by commas.")
    String[] to() default {};

    @AttributeDefinition(
            name = "Timeout",
            description = "How many seconds the server has to connect, and again for each answer.",
            min = "1",
            max = "50")
    int timeout_seconds() default 20;
}
