// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.client;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;

/** Small things about JSON objects. */
final class Json {
    private Json() {}

    /** Empty if there is no such field, or it is no plain value. */
    static String text(JsonObject object, String name) {
        return object.has(name) && object.get(name).isJsonPrimitive()
                ? object.get(name).getAsString()
                : "";
    }

    static JsonArray array(List<String> texts) {
        JsonArray array = new JsonArray();
        texts.forEach(array::add);
        return array;
    }
}
