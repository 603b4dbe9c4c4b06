namespace Rollcall.Core.Storage;

/// <summary>The table of leases.</summary>
internal static class LeaseTable
{
    private static readonly Sql TakeText = new(
        """
        insert into leases (name, owner, epoch, until)
        values ($1, $2, 1, $4)
        on conflict (name) do update set owner = excluded.owner, epoch = leases.epoch + 1, until = excluded.until
        where leases.owner = excluded.owner or leases.until < $3
        """);

    private static readonly Sql ReleaseText = new("update leases set until = 0 where name = $1 and owner = $2");

    public static async ValueTask<bool> TakeAsync(Session session, string name, string owner, DateTimeOffset now, DateTimeOffset until, CancellationToken ct) =>
        await session.ExecuteAsync(TakeText, [name, owner, now, until], ct) > 0;

    public static async ValueTask<bool> ReleaseAsync(Session session, string name, string owner, CancellationToken ct) =>
        await session.ExecuteAsync(ReleaseText, [name, owner], ct) > 0;
}
