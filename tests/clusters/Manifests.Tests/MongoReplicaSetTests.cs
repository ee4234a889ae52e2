using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text.Json.Nodes;

namespace Ecommerce.Manifests.Tests;

/// <summary>
/// What the model lets MongoDB's container run, with stand-ins of the image's programs: <c>mongosh</c> runs what it is given by Node.js,
/// against a server
/// that refuses twice, as it does while the image prepares its data.
/// </summary>
[UnsupportedOSPlatform("windows")]
public sealed class MongoReplicaSetTests : IDisposable
{
    private const string Server = """
        const fs = require('fs'), path = process.env.FOLDER + '/state.json';
        const state = fs.existsSync(path) ? JSON.parse(fs.readFileSync(path)) : { refusals: 2, signedIn: 0, set: null, initiations: 0 };
        const keep = () => fs.writeFileSync(path, JSON.stringify(state));
        globalThis.connect = address => {
          if (state.refusals-- > 0) { keep(); throw new Error('not yet'); }
          state.address = address;
          return {
            auth: (user, password) => { if (user !== 'admin' || password !== 'secret') throw new Error('who?'); state.signedIn++; keep(); },
            hello: () => state.set ? { setName: state.set._id } : {},
            adminCommand: command => { state.set = command.replSetInitiate; state.initiations++; keep(); return { ok: 1 }; },
          };
        };
        const vm = require('vm'); vm.runInThisContext(process.argv[process.argv.indexOf('--eval') + 1]); keep();
        fs.writeFileSync(process.env.FOLDER + '/done', '');
        """;

    // The server runs as long as it takes its replica set to be formed.
    private const string EntryPoint = """
        #!/bin/sh
        echo "$@" >"$FOLDER/arguments"
        while [ ! -e "$FOLDER/done" ]; do sleep 0.1; done
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string folder = Directory.CreateTempSubdirectory("mongo-").FullName;

    [Fact]
    public async Task First_start_creates_a_replica_set_of_one_and_a_second_start_keeps_it()
    {
        Write("server.js", Server);
        Write("docker-entrypoint.sh", EntryPoint);
        Write("mongosh", $"#!/bin/sh\nexec node {folder}/server.js \"$@\"\n");

        await StartAsync();
        var state = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "state.json")))!;
        Assert.Equal("""{"_id":"rs0","members":[{"_id":0,"host":"localhost:27017"}]}""", state["set"]!.ToJsonString());
        Assert.Equal("mongod --replSet rs0 --bind_ip_all --keyFile " + KeyFile,
            (await File.ReadAllTextAsync(Path.Combine(folder, "arguments"))).Trim());
        var key = await File.ReadAllTextAsync(KeyFile);
        Assert.Matches("^[A-Za-z0-9+/]{64}$", key);
        Assert.Equal(UnixFileMode.UserRead, File.GetUnixFileMode(KeyFile));

        File.Delete(Path.Combine(folder, "done"));
        await StartAsync();
        state = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "state.json")))!;
        Assert.Equal((1, 2), ((int)state["initiations"]!, (int)state["signedIn"]!));
        Assert.NotEqual(key, await File.ReadAllTextAsync(KeyFile));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string KeyFile => Path.Combine(folder, "replica-set-key");

    private async Task StartAsync()
    {
        var manifest = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "tests/clusters/Manifests.Tests/aspire-manifest.json"));
        var mongo = JsonNode.Parse(manifest)!["resources"]!["mongo"]!;
        var arguments = mongo["args"]!.AsArray()
            .Select(argument => ((string)argument!).Replace("/tmp/replica-set-key", KeyFile, StringComparison.Ordinal));
        var start = new ProcessStartInfo((string)mongo["entrypoint"]!, arguments)
        {
            Environment =
            {
                ["PATH"] = $"{folder}:{Environment.GetEnvironmentVariable("PATH")}",
                ["FOLDER"] = folder,
                ["MONGO_INITDB_ROOT_USERNAME"] = "admin",
                ["MONGO_INITDB_ROOT_PASSWORD"] = "secret",
            },
        };
        using var process = Process.Start(start)!;
        using var timeout = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }

        Assert.Equal(0, process.ExitCode);
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
