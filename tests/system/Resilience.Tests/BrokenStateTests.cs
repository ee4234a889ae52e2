using Ecommerce.Checker;

namespace Ecommerce.Resilience.Tests;

/// <summary>Each invariant is broken by hand in a copy of a good end state, and its check finds it: that check, and no other.</summary>
[Collection(nameof(ProvenShop))]
public sealed class BrokenStateTests(ProvenShop shop)
{
    private const string AConfirmedOrder = "(select id from orders where status = 'Confirmed' and cart_id = '' order by id limit 1)";
    private const string ADeclinedOrder = "(select id from orders where cancellation_reason = 'payment-declined' order by id limit 1)";
    private const string AReview = "(select id from reviews where state = 'published' and stars <> 3 order by id limit 1)";
    private const string AConfirmation = "(select id from messages where kind = 'order-confirmed' and status = 'Sent' order by id limit 1)";
    private const string ACapture =
        "(select order_id from payments p where status = 'Captured' and not cancelled and refunded = 0 order by 1 limit 1)";

    [Theory]
    [InlineData(1, "update stock set available = available + 1 where sku = 'PLENTY-1'")]
    [InlineData(1, "update stock set available = available - 1, reserved = reserved + 1 where sku = 'PLENTY-1'")]
    [InlineData(1, "update stock set available = -1, sold = sold + available + 1 where sku = 'SCARCE-1'")]
    [InlineData(3, "with held as (select order_id from reservations where state = 'Cancelled' order by 1 limit 1), gone as (delete from "
        + "reservation_lines l using held where l.order_id = held.order_id) update reservations r set state = 'Sold' from held where "
        + "r.order_id = held.order_id")]
    public Task Broken_catalogue_is_reported(int invariant, string sql, bool whileOpen = true)
        => IsCaughtAsync(invariant, sql, whileOpen, good => good.Catalog, (good, copy) => good with { Catalog = copy });

    [Theory]
    [InlineData(2, "insert into simulated_provider.calls (idempotency_key, order_id, reference, amount, currency) select 'again', "
        + $"{ACapture}, 'sim_again', 1, 'USD'")]
    [InlineData(2, "insert into simulated_provider.calls (idempotency_key, order_id, capture, reference, amount, currency) select "
        + "'more', order_id, reference, 'sim_more', 1000000, 'USD' from simulated_provider.calls where capture is null and order_id = "
        + $"{ACapture}")]
    [InlineData(2, $"update simulated_provider.calls set amount = amount + 1 where order_id = {ACapture}")]
    [InlineData(2, $"update ledger_entries set amount = amount - 0.01 where account = 'customer-payments' and order_id = {ACapture}")]
    [InlineData(2, "insert into refunds (id, order_id, amount, reason, requested_at, completed_at) values (gen_random_uuid(), "
        + $"{ACapture}, 1000000, 'broken', now(), now())")]
    [InlineData(3, $"update payments set status = 'Failed', failure_reason = 'broken', captured_at = null where order_id = {ACapture}")]
    [InlineData(3, """
        with failed as (select gen_random_uuid() as id, order_id from payments where failure_reason = 'card-declined' limit 1),
        ledger as (
            insert into ledger_entries select id, account, order_id, amount, 'USD', now()
            from failed, (values ('provider-balance', 5), ('customer-payments', -5)) as entries (account, amount))
        update simulated_provider.calls set refusal = null, amount = 5 where order_id = (select order_id from failed)
        """)]
    public Task Broken_payments_are_reported(int invariant, string sql, bool whileOpen = true)
        => IsCaughtAsync(invariant, sql, whileOpen, good => good.Payments, (good, copy) => good with { Payments = copy });

    [Theory]
    [InlineData(3, $"update orders set awaits_payment = true, ask_at = now() where id = {AConfirmedOrder}")]
    [InlineData(4, $"delete from order_history where status = 'Paid' and order_id = {AConfirmedOrder}")]
    [InlineData(4, $"update order_history set step = step + 100 where status = 'StockReserved' and order_id = {AConfirmedOrder}")]
    [InlineData(5, $"delete from idempotency_keys where location = '/orders/' || {AConfirmedOrder}")]
    [InlineData(5, "insert into idempotency_keys select user_id, 'again', request_hash, claim, leased_until, status, location, body, "
        + $"created_at from idempotency_keys where location = '/orders/' || {AConfirmedOrder}")]
    [InlineData(5, $"update idempotency_keys set body = replace(body, 'Placed', 'Paid') where location = '/orders/' || {AConfirmedOrder}")]
    [InlineData(6, "update outbox set published_at = null where position = (select max(position) from outbox)")]
    [InlineData(6, "insert into inbox values ('order-service', gen_random_uuid(), now())")]
    [InlineData(6, "alter table inbox drop constraint inbox_pkey; insert into inbox select * from (select * from inbox limit 1)")]
    [InlineData(6, "insert into dead_letters (id, consumer, topic, partition, \"offset\", reason, exception, failed_at) values "
        + "(gen_random_uuid(), 'order-service', 'catalog.v1', 0, 0, 'broken', '', now())")]
    [InlineData(7, $"update orders set lines = jsonb_set(lines, '{{0,unitPrice,amount}}', '0.01') where id = {AConfirmedOrder}")]
    [InlineData(7, $"update orders set lines = jsonb_set(lines, '{{0,unitPrice,currency}}', '\"GBP\"') where id = {AConfirmedOrder}")]
    [InlineData(7, $"update orders set lines = jsonb_set(lines, '{{0,quantity}}', '77') where id = {AConfirmedOrder}")]
    [InlineData(7, """
        update orders set lines = jsonb_set(lines, '{0,unitPrice,amount}', '0.01'),
            total = total - ((lines #>> '{0,unitPrice,amount}')::numeric - 0.01) * (lines #>> '{0,quantity}')::int
        where id = (select id from orders where status = 'Cancelled' and discount = 0 order by id limit 1)
        """)]
    [InlineData(7, "update orders set shipping = shipping + 1, tax = tax - 1 where status = 'Cancelled' and shipping > 0", false)]
    [InlineData(7, "update discounts set used = used + 1 where code = 'TEN'")]
    [InlineData(10, $"update orders set user_id = gen_random_uuid() where id = {AConfirmedOrder}")]
    [InlineData(10, $"with gone as (delete from order_history where order_id = {ADeclinedOrder}) delete from orders where id = "
        + $"{ADeclinedOrder}")]
    public Task Broken_orders_are_reported(int invariant, string sql, bool whileOpen = true)
        => IsCaughtAsync(invariant, sql, whileOpen, good => good.Orders, (good, copy) => good with { Orders = copy });

    [Theory]
    [InlineData(8, "delete from capture_facts where order_id = (select order_id from capture_facts order by 1 limit 1)")]
    [InlineData(8, "update capture_facts set amount = amount + 0.01 where order_id = (select order_id from capture_facts order by 1 limit "
        + "1)")]
    [InlineData(8, "update capture_facts set currency = 'GBP' where order_id = (select order_id from capture_facts order by 1 limit 1)")]
    [InlineData(8, "insert into refund_facts select generation, gen_random_uuid(), order_id, 0.01, currency, captured_at from "
        + "capture_facts limit 1")]
    [InlineData(8, "delete from refund_facts where refund_id = (select refund_id from refund_facts order by 1 limit 1)")]
    [InlineData(8, "update order_facts set confirmed_at = null where order_id = (select order_id from order_facts where confirmed_at is "
        + "not null order by 1 limit 1)")]
    [InlineData(8, "update order_facts set cancelled_at = now() where order_id = (select order_id from order_facts where cancelled_at is "
        + "null order by 1 limit 1)")]
    [InlineData(8, "update order_facts set generation = generation + 1000 where order_id = (select order_id from order_facts order by 1 "
        + "limit 1)")]
    [InlineData(8, "delete from payment_failure_facts where order_id = (select order_id from payment_failure_facts order by 1 limit 1)")]
    [InlineData(8, "delete from review_facts where review_id = (select review_id from review_facts where published order by 1 limit 1)")]
    [InlineData(8, "update review_facts set stars = 6 - stars where review_id = (select review_id from review_facts where published and "
        + "stars <> 3 order by 1 limit 1)")]
    [InlineData(8, "delete from abandoned_carts where event_id = (select event_id from abandoned_carts order by 1 limit 1)")]
    [InlineData(6, "delete from inbox where event_id = (select event_id from inbox order by 1 limit 1)")]
    public Task Broken_analytics_is_reported(int invariant, string sql, bool whileOpen = true)
        => IsCaughtAsync(invariant, sql, whileOpen, good => good.Analytics, (good, copy) => good with { Analytics = copy });

    [Theory]
    [InlineData(8, "delete from live_shown where id = (select id from live_shown order by 1 limit 1)")]
    [InlineData(8, "update live_shown set document = jsonb_set(document, '{price,amount}', '0.01') where id = (select id from live_shown "
        + "order by 1 limit 1)")]
    [InlineData(8, "update live_shown set document = jsonb_set(document, '{available}', '12345') where id = (select id from live_shown "
        + "order by 1 limit 1)")]
    [InlineData(8, "update live_shown set document = jsonb_set(document, '{version}', '12345') where id = (select id from live_shown "
        + "order by 1 limit 1)")]
    [InlineData(8, "insert into live_shown select (jsonb_populate_record(s, jsonb_build_object('id', gen_random_uuid()))).* from "
        + "live_shown s limit 1")]
    [InlineData(8, "update live_shown set document = jsonb_set(document, '{rating}', '4.99') where id = (select id from live_shown order "
        + "by 1 limit 1)")]
    [InlineData(8, "update live_shown set document = jsonb_set(document, '{sold}', '12345') where id = (select id from live_shown order "
        + "by 1 limit 1)")]
    [InlineData(8, "update live_shown set document = jsonb_set(document, '{ratings}', '12345') where id = (select id from live_shown "
        + "order by 1 limit 1)")]
    public Task Broken_search_is_reported(int invariant, string sql, bool whileOpen = true)
        => IsCaughtAsync(invariant, sql, whileOpen, good => good.Search, (good, copy) => good with { Search = copy });

    [Theory]
    [InlineData(8, $"delete from reviews where id = {AReview}")]
    [InlineData(8, $"update reviews set stars = 6 - stars where id = {AReview}")]
    [InlineData(8, $"update reviews set verified = not verified where id = {AReview}")]
    [InlineData(8, $"update reviews set state = 'rejected' where id = {AReview}")]
    [InlineData(8, "update ratings set histogram[1] = histogram[1] + 1 where product_id = (select product_id from ratings where version > "
        + "0 order by 1 limit 1)")]
    [InlineData(6, "update outbox set published_at = null where position = (select max(position) from outbox)")]
    public Task Broken_reviews_are_reported(int invariant, string sql, bool whileOpen = true)
        => IsCaughtAsync(invariant, sql, whileOpen, good => good.Reviews, (good, copy) => good with { Reviews = copy });

    [Theory]
    [InlineData(8, $"delete from messages where id = {AConfirmation}")]
    [InlineData(8, $"update messages set status = 'Failed' where id = {AConfirmation}", false)]
    [InlineData(8, $"update messages set order_id = gen_random_uuid() where id = {AConfirmation}")]
    // The id of a message is younger than its order, as a UUIDv7 is; a random one is that most of the time only.
    [InlineData(8, "insert into messages select (jsonb_populate_record(m, jsonb_build_object('id', 'f' || "
        + $"substr(gen_random_uuid()::text, 2), 'cause', 'again'))).* from messages m where id = {AConfirmation}")]
    [InlineData(6, "delete from inbox where consumer = 'notification-service' and event_id = (select event_id from inbox where consumer = "
        + "'notification-service' order by 1 limit 1)")]
    [InlineData(6, "delete from inbox where consumer = 'notification-webhooks' and event_id = (select event_id from inbox where consumer "
        + "= 'notification-webhooks' order by 1 limit 1)")]
    public Task Broken_notifications_are_reported(int invariant, string sql, bool whileOpen = true)
        => IsCaughtAsync(invariant, sql, whileOpen, good => good.Notifications, (good, copy) => good with { Notifications = copy });

    [Theory]
    [InlineData(9, "update refresh_families set ended_at = null")]
    [InlineData(10, "delete from erased_users", false)]
    [InlineData(6, "insert into outbox (event_id, topic, key, type, data, occurred_at, published_at) values (gen_random_uuid(), "
        + "'users.v1', '', 'user-erased.v1', '{}', now(), now())")]
    public Task Broken_sessions_are_reported(int invariant, string sql, bool whileOpen = true)
        => IsCaughtAsync(invariant, sql, whileOpen, good => good.Users, (good, copy) => good with { Users = copy });

    [Fact]
    public Task Card_of_a_deleted_account_is_reported() => IsCaughtAsync(
        8,
        $"update payment_methods set user_id = '{shop.Report.Expected.Erased[0]}' where id = (select id from payment_methods where "
            + "forget_at is null order by id limit 1)",
        whileOpen: true, good => good.Payments, (good, copy) => good with { Payments = copy });

    [Fact]
    public async Task Cart_of_a_deleted_account_is_reported()
    {
        var owner = shop.Report.Expected.PutInCarts.Select(put => put.UserId).Except(shop.Report.Expected.Erased).First();
        var copy = await ProvenShop.CopyAsync(shop.Good.Users);
        await ProvenShop.SpoilAsync(
            copy, $"insert into erased_users (id, erased_at) values ('{owner}', now()); delete from users where id = '{owner}'");

        var verdicts = ShopCheck.Run(await EndState.ReadAsync(shop.Good with { Users = copy }), shop.Report.Expected);

        Assert.Contains($"account {owner} was erased, and its cart is there", verdicts.Single(verdict => verdict.Number == 8).Violations);
    }

    /// <param name="invariant">The one that is broken.</param>
    /// <param name="sql">What breaks it.</param>
    /// <param name="whileOpen">Whether it is found without knowing the shop's prices, mailboxes and all of its clients, too.</param>
    /// <param name="original">The database that is broken.</param>
    /// <param name="with">Puts its copy in its place.</param>
    private async Task IsCaughtAsync(
        int invariant, string sql, bool whileOpen, Func<Databases, string> original, Func<Databases, string, Databases> with)
    {
        var copy = await ProvenShop.CopyAsync(original(shop.Good));
        Assert.True(await ProvenShop.SpoilAsync(copy, sql) > 0, "nothing was broken");

        var verdicts = ShopCheck.Run(await EndState.ReadAsync(with(shop.Good, copy)), shop.Report.Expected);

        // Whoever breaks a source makes its copies differ from it, too.
        Assert.Equal(
            [invariant], verdicts.Where(verdict => !verdict.Holds && (verdict.Number != 8 || invariant == 8))
                .Select(verdict => verdict.Number));
        if (whileOpen) await WatchedShop.IsUnhealthyAsync(with(shop.Good, copy), shop.Report.Expected, invariant);
    }
}
