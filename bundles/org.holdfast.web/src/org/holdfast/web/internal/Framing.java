// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the objects of an answer are parted from each other. */
enum Framing {
    /** One object a line. */
    LINES("application/x-ndjson; charset=utf-8") {
        @Override
        String frame(String type, String json) {
            return json + "\n";
        }
    },
    /** Server-sent events: each is named by the object's type. */
    EVENTS("text/event-stream; charset=utf-8") {
        @Override
        String frame(String type, String json) {
            return "event: " + type + "\ndata: " + json + "\n\n";
        }
    };

    private static final String EVENT_STREAM = "text/event-stream";

    private final String contentType;

    Framing(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    /** @param json in one line */
    abstract String frame(String type, String json);

    /** What the caller asks for; lines unless it names events. */
    static Framing accepted(@Nullable List<String> accept) {
        boolean events = accept != null && accept.stream().anyMatch(each -> each.contains(EVENT_STREAM));
        return events ? EVENTS : LINES;
    }
}
