// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.widget;

import java.util.List;

/** Rows that are made when they are asked for; there may be a million. Any thread may ask. */
public interface Rows<T> {
    int size();

    T get(int index);

    static <T> Rows<T> of(List<T> list) {
        return new Rows<>() {
            @Override
            public int size() {
                return list.size();
            }

            @Override
            public T get(int index) {
                return list.get(index);
            }
        };
    }
}
