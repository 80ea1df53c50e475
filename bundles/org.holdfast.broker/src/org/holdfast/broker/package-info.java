// SPDX-License-Identifier: EPL-2.0
/**
 * The optional broker: a directory of adverts for nodes that multicast does not bring together. It suggests and decides
 * nothing; it holds no key, sees no block, and is asked by nobody who has partners enough. Start with {@link Broker}.
 */
@NullMarked
package org.holdfast.broker;

import org.jspecify.annotations.NullMarked;
