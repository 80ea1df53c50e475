// SPDX-License-Identifier: EPL-2.0
package org.holdfast.notice.webhook;

import java.lang.annotation.Annotation;

/** A configuration as the framework would give it. */
record Settings(String url, String secret_file, int timeout_seconds) implements WebhookConfig {
    static WebhookConfig of(String url, String secretFile, int timeout) {
        return new Settings(url, secretFile, timeout);
    }

    @Override
    public Class<? extends Annotation> annotationType() {
        return WebhookConfig.class;
    }
}
