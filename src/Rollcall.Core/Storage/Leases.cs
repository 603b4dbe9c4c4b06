namespace Rollcall.Core.Storage;

/// <summary>Leases among processes on one database: who holds one does the work alone until it ends. A process that is alone needs none.</summary>
public sealed class Leases(Store store, TimeProvider time)
{
    private readonly string _owner = Guid.CreateVersion7().ToString("N");

    /// <summary>Takes or prolongs a lease; false while another process holds it.</summary>
    /// <param name="name">What is to be done by one.</param>
    /// <param name="length">For how long; prolong it well before.</param>
    public async Task<bool> HoldAsync(string name, TimeSpan length)
    {
        if (store.IsAlone)
        {
            return true;
        }

        var now = time.GetUtcNow();
        return await store.WriteAsync(
            0, 0, async (session, _, ct) => await LeaseTable.TakeAsync(session, name, _owner, now, now + length, ct), journalRows: 0, settings: false);
    }

    /// <summary>Gives a lease back at once, so that nobody waits for its end.</summary>
    public async Task ReleaseAsync(string name)
    {
        if (!store.IsAlone)
        {
            await store.WriteAsync(0, 0, async (session, _, ct) => await LeaseTable.ReleaseAsync(session, name, _owner, ct), journalRows: 0, settings: false);
        }
    }
}
