// SPDX-License-Identifier: EPL-2.0
package org.holdfast.plugins;

import org.holdfast.model.HoldfastException;
import org.osgi.framework.Bundle;

/**
 * Somebody to ask before a plug-in, or the bundle that one replaces, is stopped. Optional; every service of this type is
 * asked, in no particular order.
 */
@FunctionalInterface
public interface RemovalGuard {
    /**
     * Called while the bundle still runs; on an update, its successor runs already. May wait, for at most a minute.
     *
     * @throws HoldfastException if it must stay; then it does, and whoever wanted it away gets this exception
     */
    void beforeStop(Bundle bundle) throws HoldfastException;
}
