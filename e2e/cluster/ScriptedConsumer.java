import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.Scanner;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A consumer that does what it reads from its input, one word or "word argument" a line, and says on its output, one
 * line of JSON each, what its group did to it. Arguments: "setting=value" of the consumer.
 * Lines it takes: "subscribe a,b", "poll on", "poll off" (alive, but asks for nothing), "commit", "enforce" (asks for a
 * rebalance), "close" (leaves its group and ends).
 */
public class ScriptedConsumer {
    private static KafkaConsumer<byte[], byte[]> consumer;

    public static void main(String[] args) {
        Properties settings = new Properties();
        for (String arg : args) {
            settings.put(arg.substring(0, arg.indexOf('=')), arg.substring(arg.indexOf('=') + 1));
        }
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
        Thread reader = new Thread(() -> {
            Scanner input = new Scanner(System.in);
            while (input.hasNextLine()) lines.add(input.nextLine());
            // Whoever drives it is gone.
            Runtime.getRuntime().halt(1);
        });
        reader.setDaemon(true);
        reader.start();
        say("ready", "");
        try {
            run(lines);
        } catch (Exception error) {
            say("failed", field("message", error.toString()));
            Runtime.getRuntime().halt(1);
        }
    }

    private static void run(ConcurrentLinkedQueue<String> lines) throws InterruptedException {
        boolean subscribed = false;
        boolean polling = true;
        String last = "";
        for (;;) {
            for (String line = lines.poll(); line != null; line = lines.poll()) {
                String[] words = line.split(" ", 2);
                switch (words[0]) {
                    case "subscribe":
                        consumer.subscribe(List.of(words[1].split(",")), new Listener());
                        subscribed = true;
                        break;
                    case "poll":
                        polling = words[1].equals("on");
                        break;
                    case "commit":
                        consumer.commitSync();
                        say("committed", "");
                        break;
                    case "enforce":
                        consumer.enforceRebalance();
                        break;
                    case "close":
                        consumer.close(Duration.ofSeconds(5));
                        say("closed", "");
                        Runtime.getRuntime().halt(0);
                        break;
                    default:
                        throw new IllegalArgumentException(line);
                }
            }
            if (subscribed && polling) consumer.poll(Duration.ofMillis(100));
            else Thread.sleep(20);
            if (!subscribed) continue;
            String state = membership() + field("partitions", consumer.assignment());
            if (!state.equals(last)) say("holds", state);
            last = state;
        }
    }

    private static class Listener implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            say("assigned", membership() + field("partitions", partitions));
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            say("revoked", membership() + field("partitions", partitions));
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            say("lost", membership() + field("partitions", partitions));
        }
    }

    private static String membership() {
        ConsumerGroupMetadata group = consumer.groupMetadata();
        return ",\"generation\":" + group.generationId() + field("memberId", group.memberId());
    }

    private static String field(String name, Collection<TopicPartition> partitions) {
        return ",\"" + name + "\":" + partitions.stream()
            .map(one -> "\"" + one + "\"")
            .sorted()
            .collect(Collectors.joining(",", "[", "]"));
    }

    private static String field(String name, String text) {
        return ",\"" + name + "\":\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", " ") + "\"";
    }

    private static synchronized void say(String event, String fields) {
        System.out.println("{\"event\":\"" + event + "\",\"at\":" + System.currentTimeMillis() + fields + "}");
        System.out.flush();
    }
}
