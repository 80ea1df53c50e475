// SPDX-License-Identifier: EPL-2.0
/** What every transport must do: extend {@link TransportContract} in the tests of the provider. */
@NullMarked
package org.holdfast.testkit.transport;

import org.jspecify.annotations.NullMarked;
