using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Ecommerce.AspireLite.Tests;

public sealed class ParameterTests
{
    [Fact]
    public async Task Configuration_gives_the_value()
    {
        var builder = Model.Running("--Parameters:api-key", "given");

        Assert.Equal("given", await builder.AddParameter("api-key").Resource.GetValueAsync());
    }

    [Fact]
    public async Task An_environment_variable_may_write_the_hyphen_as_an_underscore()
    {
        var builder = Model.Running("--Parameters:api_key", "given");

        Assert.Equal("given", await builder.AddParameter("api-key").Resource.GetValueAsync());
    }

    [Fact]
    public async Task A_missing_value_names_the_parameter_and_the_setting()
    {
        var parameter = Model.Running().AddParameter("api-key").Resource;

        var missing = await Assert.ThrowsAsync<MissingParameterValueException>(async () => await parameter.GetValueAsync());

        Assert.Contains("'Parameters:api-key'", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_generated_value_is_the_same_for_everyone_who_asks()
    {
        var parameter = Model.Running().AddParameter("password", new GenerateParameterDefault { Special = false, MinLength = 30 }, secret: true).Resource;

        var value = await parameter.GetValueAsync();

        Assert.Matches("^[A-Za-z0-9]{30}$", value);
        Assert.Equal(value, await parameter.GetValueAsync());
    }

    [Fact]
    public void A_persisted_value_survives_a_restart_beside_other_secrets()
    {
        var file = Model.NewFile();
        var generated = new GenerateParameterDefault();
        new UserSecrets(file).Set("Other", "kept");

        var first = new PersistedParameterDefault("Parameters:password", generated, new UserSecrets(file)).GetDefaultValue();
        var second = new PersistedParameterDefault("Parameters:password", generated, new UserSecrets(file)).GetDefaultValue();

        Assert.Equal(first, second);
        Assert.Equal("kept", new UserSecrets(file).Get("Other"));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task Publishing_says_how_to_generate_a_value_and_generates_none()
    {
        var builder = Model.Publishing();
        builder.AddParameter("password", new GenerateParameterDefault { MinLength = 30, Special = false }, secret: true, persist: true);

        var input = (await builder.PublishAsync())["password"]!["inputs"]!["value"]!;

        Assert.Equal("""{"generate":{"minLength":30,"special":false}}""", input["default"]!.ToJsonString());
    }

    [Fact]
    public void A_secret_cannot_be_published()
        => Assert.Throws<ArgumentException>(() => Model.Publishing().AddParameter("key", "value", publishValueAsDefault: true, secret: true));
}
