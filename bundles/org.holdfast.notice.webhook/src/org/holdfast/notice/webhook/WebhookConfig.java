// SPDX-License-Identifier: EPL-2.0
package org.holdfast.notice.webhook;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Configuration {@code org.holdfast.notice.webhook} of {@link WebhookChannel}; keys are {@code url}, {@code secret.file}
 * and {@code timeout.seconds}.
 */
@ObjectClassDefinition(name = "Webhook", description = "Notices as JSON, posted to an address (docs/notices.md).")
public @interface WebhookConfig {
    @AttributeDefinition(
            name = "Address",
            description = "Where notices are posted to: https, or http to this machine itself. Empty: nowhere.")
    String url() default "";

    @AttributeDefinition(
            name = "File of the secret",
            description =
                    "A file that only the node's user can read, absolute or below etc/, whose first line signs what is "
                            + "posted (Holdfast-Signature). Empty: nothing is signed.")
    String secret_file() default "";

    @AttributeDefinition(
            name = "Timeout",
            description = "How many seconds the other side has to connect, and again to answer.",
            min = "1",
            max = "50")
    int timeout_seconds() default 20;
}
