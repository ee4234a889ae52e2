namespace Ecommerce.SearchService.Tests;

/// <summary>Texts in scripts that put no spaces between words: words are found inside of them.</summary>
public abstract partial class SearchContract
{
    [Theory]
    [InlineData("東京タワー模型", "東京")]
    [InlineData("東京タワー模型", "タワー")]
    [InlineData("東京タワー模型", "模型")]
    [InlineData("東京タワー模型", "京タワ*")]
    [InlineData("エッフェル塔", "塔")]
    [InlineData("塔の模型", "塔")]
    [InlineData("らーめん丼", "めん")]
    [InlineData("不锈钢保温杯", "保温")]
    [InlineData("𠮷野家の丼", "𠮷野")]
    [InlineData("서울타워모형", "서울")]
    [InlineData("서울타워모형", "타워")]
    [InlineData("USB케이블", "케이블")]
    [InlineData("iPhoneケース", "iphone")]
    [InlineData("iPhoneケース", "ケース")]
    [InlineData("โมเดลหอคอยโตเกียว", "หอคอย")]
    [InlineData("ที่นอนเด็ก", "เด็ก")]
    [InlineData("ກະເປົາເດີນທາງ", "ເດີນທາງ")]
    [InlineData("កាបូបស្ពាយ", "ស្ពាយ")]
    [InlineData("လွယ်အိတ်", "အိတ်")]
    public async Task Word_inside_text_without_spaces_finds_product(string name, string query)
    {
        await shop.PublishAndIndexAsync(Of(name), Of("Plain drum"));

        var answer = await shop.GetAsync($"/search?{Mine}&q={Uri.EscapeDataString(query)}");

        Assert.Equal("all", (string?)answer["match"]);
        Assert.Equal([name], Names(answer));
    }

    [Theory]
    [InlineData("東京タワー", "京東")]
    [InlineData("東京タワー", "ワータ")]
    [InlineData("東京 大阪", "京大")]
    [InlineData("서울타워", "울서")]
    [InlineData("โมเดลหอคอย", "คอยหอ")]
    public async Task Same_letters_in_another_order_find_nothing(string name, string query)
    {
        await shop.PublishAndIndexAsync(Of(name));

        Assert.Empty(await shop.FindAsync($"{Mine}&q={Uri.EscapeDataString(query)}"));
    }

    [Fact]
    public async Task Query_of_several_scripts_finds_products_with_all_words()
    {
        await shop.PublishAndIndexAsync(Of("東京タワー Tower model"), Of("東京の地図"), Of("Eiffel tower"), Of("模型の東京"));

        Assert.Equal(["東京タワー Tower model"], await FoundAsync("東京 tower"));
        Assert.Equal(["東京タワー Tower model"], await FoundAsync("models 東京"));
        Assert.Equal(["模型の東京"], await FoundAsync("東京 模型"));
        Assert.Equal(["東京タワー Tower model"], await FoundAsync("\"タワー tower\""));
        Assert.Empty(await FoundAsync("\"東京 tower\"", "all"));
    }

    [Fact]
    public async Task Word_inside_description_finds_product_below_one_with_it_in_its_name()
    {
        await shop.PublishAndIndexAsync(Of("置物") with { Description = "東京タワーの模型です。" }, Of("東京タワー模型"));

        Assert.Equal(["東京タワー模型", "置物"], await shop.FindAsync($"{Mine}&q={Uri.EscapeDataString("タワー")}"));
    }

    [Theory]
    [InlineData("東京タワー模型", "タワー", "東京<mark>タワー</mark>模型")]
    [InlineData("東京タワー Tower", "東京 tower", "<mark>東京</mark>タワー <mark>Tower</mark>")]
    [InlineData("서울타워모형", "타워", "서울<mark>타워</mark>모형")]
    [InlineData("โมเดลหอคอย", "หอคอย", "โมเดล<mark>หอคอย</mark>")]
    public async Task Word_inside_text_without_spaces_is_highlighted(string name, string query, string expected)
    {
        await shop.PublishAndIndexAsync(Of(name));

        var answer = await shop.GetAsync($"/search?{Mine}&q={Uri.EscapeDataString(query)}");

        var marked = System.Net.WebUtility.HtmlDecode((string?)answer["items"]![0]!["highlights"]!["name"]);
        Assert.Equal(expected, marked);
    }

    [Theory]
    [InlineData("東北の酒器", "東")]
    [InlineData("부산갈매기", "부산")]
    [InlineData("กระเป๋าเดินทาง", "กระเ")]
    public async Task Suggestions_complete_text_without_spaces(string name, string beginning)
    {
        await shop.PublishAndIndexAsync(Of(name), Of("Plain drum"));

        var answer = await shop.GetAsync($"/search/suggestions?limit=10&q={Uri.EscapeDataString(beginning)}");

        var queries = answer["queries"]!.AsArray().Select(query => (string)query!).ToList();
        Assert.Contains(name, queries);
        Assert.All(queries, query => Assert.StartsWith(beginning, query, StringComparison.Ordinal));
        Assert.Contains(name, answer["products"]!.AsArray().Select(product => (string?)product!["name"]));
    }

    [Fact]
    public async Task Suggestions_list_products_that_contain_typed_text()
    {
        await shop.PublishAndIndexAsync(Of("名古屋城模型"));

        var answer = await shop.GetAsync($"/search/suggestions?q={Uri.EscapeDataString("屋城")}");

        Assert.Equal(["名古屋城模型"], answer["products"]!.AsArray().Select(product => (string?)product!["name"]));
    }

    private async Task<List<string>> FoundAsync(string query, string match = "")
    {
        var answer = await shop.GetAsync($"/search?{Mine}&q={Uri.EscapeDataString(query)}");
        return match.Length == 0 || (string?)answer["match"] == match ? [.. Names(answer)] : [];
    }
}
