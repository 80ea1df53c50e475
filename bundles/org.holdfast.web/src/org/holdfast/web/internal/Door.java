// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import com.sun.net.httpserver.HttpExchange;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.control.Caller;

/** Says who calls. */
@FunctionalInterface
interface Door {
    /** @throws HoldfastException ACCESS_REFUSED if that is nobody the node knows */
    Caller enter(HttpExchange exchange);
}
