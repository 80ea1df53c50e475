// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.work;

/**
 * A provider, lent for one piece of work: while it is out, an update or removal of its bundle waits for it. Take it as
 * late and give it back as early as possible.
 */
public interface Lease<T> extends AutoCloseable {
    T get();

    @Override
    void close();
}
