using System.Runtime.InteropServices;

namespace Rollcall.Core.Directories.Ldap;

/// <summary>What a reading found, in a file that is gone when it is closed: nothing is changed before all has been read, and memory does not grow with the directory.</summary>
internal sealed class PullSpool : IDisposable
{
    private readonly FileStream _file = new(Path.GetTempFileName(), new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose });

    private readonly BinaryWriter _writer;

    public PullSpool() => _writer = new BinaryWriter(_file);

    public void Add(PullStep step)
    {
        switch (step)
        {
            case PullStep.Create(var id, var document):
                Head(1, id);
                Bytes(document);
                break;
            case PullStep.Change(var id, var document):
                Head(2, id);
                Bytes(document);
                break;
            case PullStep.Lose(var id):
                Head(3, id);
                break;
            case PullStep.CreateGroup(var id, var ownId, var name, var members):
                Head(4, id);
                _writer.Write(ownId);
                _writer.Write(name);
                Ids(members);
                break;
            case PullStep.ChangeGroup(var id, var ownId, var name, var added, var removed):
                Head(5, id);
                _writer.Write(ownId);
                _writer.Write(name ?? "");
                Ids(added);
                Ids(removed);
                break;
            case PullStep.LoseGroup(var id):
                Head(6, id);
                break;
        }
    }

    /// <summary>All steps, in order.</summary>
    public IEnumerable<PullStep> Read()
    {
        _writer.Flush();
        _file.Position = 0;
        using var reader = new BinaryReader(_file, System.Text.Encoding.UTF8, leaveOpen: true);
        while (_file.Position < _file.Length)
        {
            yield return One(reader);
        }
    }

    public void Dispose() => _writer.Dispose();

    private static PullStep One(BinaryReader reader)
    {
        var kind = reader.ReadByte();
        var id = new Guid(reader.ReadBytes(16));
        return kind switch
        {
            1 => new PullStep.Create(id, reader.ReadBytes(reader.ReadInt32())),
            2 => new PullStep.Change(id, reader.ReadBytes(reader.ReadInt32())),
            3 => new PullStep.Lose(id),
            4 => new PullStep.CreateGroup(id, reader.ReadString(), reader.ReadString(), Ids(reader)),
            5 => new PullStep.ChangeGroup(id, reader.ReadString(), reader.ReadString() is { Length: > 0 } name ? name : null, Ids(reader), Ids(reader)),
            6 => new PullStep.LoseGroup(id),
            _ => throw new InvalidDataException($"The spool has no step {kind}."),
        };
    }

    private static Guid[] Ids(BinaryReader reader) => MemoryMarshal.Cast<byte, Guid>(reader.ReadBytes(16 * reader.ReadInt32())).ToArray();

    private void Head(byte kind, Guid id)
    {
        _writer.Write(kind);
        _writer.Write(id.ToByteArray());
    }

    private void Bytes(byte[] bytes)
    {
        _writer.Write(bytes.Length);
        _writer.Write(bytes);
    }

    private void Ids(IReadOnlyList<Guid> ids)
    {
        _writer.Write(ids.Count);
        _writer.Write(MemoryMarshal.AsBytes<Guid>(ids.ToArray()));
    }
}
