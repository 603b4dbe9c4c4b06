using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Rollcall.Server.Contracts;

namespace Rollcall.Server.Commands;

/// <summary>A device's own key and id, in a file that its owner alone can read.</summary>
internal sealed class DeviceFile : IDisposable
{
    private readonly ECDsa _key;
    private long _last;

    private DeviceFile(Guid id, ECDsa key) => (Id, _key) = (id, key);

    public Guid Id { get; }

    /// <summary>The public half: SubjectPublicKeyInfo, in base64.</summary>
    public string PublicKey => Convert.ToBase64String(_key.ExportSubjectPublicKeyInfo());

    /// <summary>Where it lies where nothing else is said: below the user's own configuration.</summary>
    public static string PathFor(Terminal terminal, string email, string? subdomain)
    {
        var home = terminal.Environment.GetValueOrDefault("XDG_CONFIG_HOME") is { Length: > 0 } given
            ? given
            : Path.Combine(terminal.Environment.GetValueOrDefault("HOME") ?? ".", ".config");
        var name = string.Concat($"{subdomain ?? "any"}-{email}".ToLowerInvariant().Select(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '@' ? c : '_'));
        return Path.Combine(home, "rollcall", "devices", name + ".json");
    }

    /// <summary>A new key; it is written once the device is enrolled.</summary>
    public static DeviceFile Create() => new(Guid.CreateVersion7(), ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <exception cref="IOException">It cannot be read.</exception>
    public static DeviceFile Read(string path)
    {
        try
        {
            var json = JsonElement.Parse(File.ReadAllBytes(path));
            var key = ECDsa.Create();
            key.ImportFromPem(json.GetProperty("key").GetString());
            return new DeviceFile(json.GetProperty("id").GetGuid(), key);
        }
        catch (Exception broken) when (broken is JsonException or KeyNotFoundException or FormatException or ArgumentException or CryptographicException or InvalidOperationException)
        {
            throw new IOException($"{path} is no device's key.", broken);
        }
    }

    public void Write(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(path, options);
        file.Write(JsonSerializer.SerializeToUtf8Bytes(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["id"] = Id.ToString("D"), ["key"] = _key.ExportPkcs8PrivateKeyPem() }, ApiJson.Readable.DictionaryStringString));
    }

    /// <summary>The proof of a request: each names a later moment than the one before.</summary>
    public string Sign(TimeProvider time, string path, byte[] body)
    {
        var now = Math.Max(time.GetUtcNow().ToUnixTimeMilliseconds(), _last + 1);
        _last = now;
        return Core.Roll.Admitting.DeviceProof.Write(_key, Id, DateTimeOffset.FromUnixTimeMilliseconds(now), "POST", path, body);
    }

    public override string ToString() => Id.ToString("N", CultureInfo.InvariantCulture);

    public void Dispose() => _key.Dispose();
}
